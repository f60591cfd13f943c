"""What the tests of the pages share."""

import re
import urllib.request


def address(server, view=""):
    return f"http://127.0.0.1:{server.server_port}/{view}"


def views(server):
    """Every view by its name, with a source and an event that the node knows."""
    world = server.RequestHandlerClass.world
    found = {
        "overview": "#/",
        "live": "#/live",
        "sources": "#/sources?sort=seen_count",
        "numbers": "#/numbers",
        "forms": "#/numbers?by=form",
        "countries": "#/countries",
        "country": "#/country/SE",
        "sessions": "#/sessions",
        "agents": "#/user-agents",
        "peers": "#/peers",
        "peer": "#/peer/" + world.peer(2)["author"],
        "relations": "#/relations",
        "number": "#/number/%2B46850521234",
        "session": "#/session/41",
        "search": "#/search/0046%208%20505%2021234",
        "nothing": "#/search/12345",
        "absent": "#/source/192.0.2.1",
        "lost": "#/nowhere",
    }
    if world.sources:
        found["source"] = "#/source/" + urllib.request.quote(world.sources[2]["ip_address"], safe="")
        found["event"] = "#/event/" + world.recent[3]["event_uuid"]
    return found


def clean(page, allowed=()):
    """Nothing happened that must not: what the page asked for that is not there is the node's 404, and fine."""
    faults = [fault for fault in page.faults if "404" not in fault and not any(word in fault for word in allowed)]
    assert not faults, faults
    violations = page.run("violations")
    assert not violations, violations
    outside = [
        url
        for url in page.requests
        if not re.match(r"(http://127\.0\.0\.1:\d+/|blob:http://127\.0\.0\.1|about:blank|data:)", url)
    ]
    assert not outside, outside


def harmless(page, name):
    """What attackers wrote is text on this view: no element, no attribute, no link and no character of theirs acts."""
    page.run("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    wrong = page.run("""[...document.querySelectorAll('*')].filter((element) =>
        [...element.attributes].some(({ name, value }) => /^(on|style$|srcdoc$|action$|formaction$)/.test(name)
            && !(name === 'style' && /^(--(share|height): [\\d.]+(%|px);?)$/.test(value)))
        || (element.matches('a[href]') && !/^#(\\/|main$)/.test(element.getAttribute('href')))
        || ['iframe', 'object', 'embed', 'base', 'math', 'template', 'video'].includes(element.localName)
        || (element.localName === 'script' && !/\\/pages\\/(app|theme)\\.js$/.test(element.src))
        || (element.localName === 'img' && !element.src.endsWith('/pages/favicon.svg'))
    ).map((element) => element.outerHTML.slice(0, 200))""")
    assert not wrong, (name, wrong)
    assert page.run("window.pwned") is None, name
    unseen = page.run(
        "(document.body.textContent.match(/[\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u200b-\\u200f"
        "\\u202a-\\u202e\\u2066-\\u2069\\ufeff]/g) ?? []).length"
    )
    assert unseen == 0, (name, unseen)
    wide = page.run("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{name} is {wide} pixels too wide"
