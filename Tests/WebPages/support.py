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
