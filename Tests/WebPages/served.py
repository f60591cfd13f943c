"""Tests of the pages as a node serves them, with what attackers left in it."""

import json
import re
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

from attack import NUMBERS, Attacker
from support import clean, harmless

options = None


def ask(path, accept="application/json"):
    headers = {"Accept": accept}
    if options.token:
        headers["Authorization"] = f"Bearer {options.token}"
    with urllib.request.urlopen(urllib.request.Request(options.node + path, headers=headers), timeout=20) as answer:
        return answer.read()


def known(path):
    return json.loads(ask(path))


def opened(browser, **shape):
    page = browser.page(**shape)
    if options.token:
        # As it is once the user has given it.
        script = f"sessionStorage.setItem('token', {json.dumps(options.token)})"
        page.send("Page.addScriptToEvaluateOnNewDocument", source=f"try {{ {script} }} catch {{ }}")
    return page


def attacked():
    """Sends everything once, and waits until the node knows it."""
    if options.attacker is None:
        options.attacker = Attacker(options.sip)
        with tempfile.TemporaryDirectory() as folder:
            failed = options.attacker.tools(Path(folder))
            assert not failed, failed
        options.attacker.fraud()
        options.attacker.hostile()
        options.attacker.send("OPTIONS", "999", "the last one")
        end = time.monotonic() + 20
        while not known("events?user_agent=the%20last%20one")["events"]:
            assert time.monotonic() < end, "the node did not take what was sent"
            time.sleep(0.2)
    return options.attacker


def views():
    attacked()
    sessions = known("sessions?limit=50")["sessions"]
    busiest = max(sessions, key=lambda session: session["attempts"])
    return {
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
        "unknown-peer": "#/peer/" + "0a" * 32,
        "relations": "#/relations",
        "source": "#/source/127.0.1.4",
        "hostile-source": "#/source/127.0.2.1",
        "number": f"#/number/%2B{NUMBERS[0]}",
        "extension": "#/number/100",
        "session": f"#/session/{busiest['id']}",
        "event": "#/event/" + known("events?limit=1&method=INVITE")["events"][0]["event_uuid"],
        "search": f"#/search/00{NUMBERS[0]}",
        "nothing": "#/search/12345",
        "absent": "#/source/192.0.2.1",
    }


def test_every_view_of_a_node_shows(browser):
    shown = 0
    for mode, shape in {"light": {}, "dark": {"dark": True}, "narrow": {"width": 390, "height": 844}}.items():
        page = opened(browser, **shape)
        for name, view in views().items():
            page.go(options.node + view)
            if name in ("overview", "live"):
                page.wait("/s$|^Live$/.test(document.querySelector('.rate').textContent)")
            text = page.run("document.querySelector('main').textContent")
            assert not re.search(r"went wrong|undefined|NaN|\[object|Invalid Date", text), (name, text[:2000])
            harmless(page, f"{name} when {mode}")
            shown += "<script>window.pwned=1</script>" in text
            if options.pictures:
                time.sleep(0.5)
                options.pictures.mkdir(parents=True, exist_ok=True)
                page.picture(options.pictures / f"node-{name}-{mode}.png", whole=True)
        clean(page)
        page.close()
    assert shown > 6, "the texts were not even shown"


def test_the_views_show_what_the_node_knows(browser):
    page = opened(browser)
    attacked()
    number = NUMBERS[0]
    for view, texts in {
        "sources": ["127.0.1.1", "127.0.2.1"],
        "numbers": [f"+{number}", "Sweden"],
        "numbers?by=form": [f"9810{number}"],
        "countries": ["Sweden", "United Kingdom"],
        "country/SE": [f"+{number}"],
        "user-agents": ["friendly-scanner"],
        "source/127.0.1.1": ["friendly-scanner", number, "INVITE"],
        f"number/%2B{number}": ["127.0.1.1", "127.0.1.4", "Sweden"],
        f"search/00{number}": [number],
        "relations": ["127.0.1.1", f"+{number}"],
    }.items():
        page.go(options.node + "#/" + view)
        text = page.run("document.querySelector('main').textContent")
        for expected in texts:
            assert expected in text, (view, expected, text[:2000])
    page.go(options.node + "#/sessions?source=127.0.1.1")
    page.run("document.querySelector('tbody a').click()")
    page.wait("document.querySelector('.ladder')")
    page.run("document.querySelector('.ladder').focus()")
    page.key("Home")
    page.wait("/^(OPTIONS|REGISTER|INVITE) sip:/.test(document.querySelector('.message').textContent)")
    clean(page)
    page.close()


def test_the_feed_of_a_node_says_that_it_samples(browser):
    attacker = attacked()
    page = opened(browser)
    page.go(options.node + "#/live")
    flood = attacker.flood(400, 8)
    page.wait(r"/^showing \d+ of [\d,]{3,}\/s$/.test(document.querySelector('.rate').textContent)")
    says = page.run("document.querySelector('.rate').textContent")
    print(f"    {says}")
    page.run("document.querySelector('.feed-tools button').click()")
    page.wait(r"/^Paused, [\d,]{2,} since$/.test(document.querySelector('.rate').textContent)")
    flood.join()
    clean(page)
    page.close()


def test_the_feed_of_a_node_is_filtered(browser):
    attacker = attacked()
    page = opened(browser)
    page.go(options.node + "#/live?user_agent=Needle")
    page.wait("document.querySelector('.rate').textContent === 'Live'")
    end = time.monotonic() + 20
    while page.run("document.querySelectorAll('.feed tbody tr').length") < 3 and time.monotonic() < end:
        attacker.send("OPTIONS", "100", "hay")
        attacker.send("OPTIONS", "100", "a needle in it")
        time.sleep(0.2)
    rows = page.run("[...document.querySelectorAll('.feed tbody tr')].map((row) => row.textContent)")
    assert len(rows) >= 3 and all("needle" in row for row in rows), rows
    page.close()


def test_lists_of_a_node_are_saved(browser):
    attacked()
    page = opened(browser)
    with tempfile.TemporaryDirectory() as folder:
        browser.send(
            "Browser.setDownloadBehavior", behavior="allow", downloadPath=folder, browserContextId=page.context
        )
        for view, name, expected, kinds in [
            ("sources", "sources", "127.0.1.1", ["csv", "json", "ipset"]),
            ("numbers", "numbers", NUMBERS[0], ["csv", "json"]),
            ("live?source=127.0.1.1", "events", "127.0.1.1", ["csv", "json"]),
        ]:
            page.go(f"{options.node}#/{view}")
            for kind in kinds:
                page.run(
                    "[...document.querySelectorAll('.exports button')]"
                    f".find((button) => button.textContent.toLowerCase() === '{kind}').click()"
                )
                saved = Path(folder) / f"sentrypeer-{name}.{kind}"
                end = time.monotonic() + 10
                while not saved.exists() and time.monotonic() < end:
                    time.sleep(0.05)
                text = saved.read_text()
                assert expected in text, (saved, text[:500])
                if kind == "json":
                    json.loads(text)
    clean(page)
    page.close()


def test_a_node_refuses_what_is_not_its_own():
    """The headers that keep a page to itself, on pages; no answer of the API is one."""
    for path, kind in {"": "text/html", "pages/app.js": "text/javascript"}.items():
        request = urllib.request.Request(options.node + path, headers={"Accept": "text/html"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            assert answer.headers["Content-Type"].startswith(kind)
            assert "require-trusted-types-for 'script'" in answer.headers["Content-Security-Policy"]
    agent = urllib.parse.quote("<script>", safe="")
    assert ask(f"events?user_agent={agent}", "text/html").startswith(b"{")
