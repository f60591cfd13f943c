"""Tests of what the pages do: feed, token, keys, errors, lists."""

import json
import re
import tempfile
import time
from pathlib import Path

import mock_node
from support import address, clean, views

options = None


def test_the_feed_holds_a_thousand_a_second(browser):
    node = mock_node.start(rate=1000)
    page = browser.page()
    page.go(address(node, "#/live"))
    time.sleep(2)
    # The machine may be busy with other tests: a second try is allowed.
    assert any(is_smooth(page) for _ in range(2))
    says = page.run("document.querySelector('.rate').textContent")
    found = re.fullmatch(r"showing (\d+) of ([\d,]+)/s", says)
    assert found, says
    assert 600 <= int(found[2].replace(",", "")) <= 1400 and int(found[1]) <= 60, says
    assert page.run("document.querySelectorAll('.feed tbody tr').length") == 100
    page.run("document.querySelector('.feed-tools button').click()")
    first = page.run("document.querySelector('.feed tbody tr').textContent")
    time.sleep(1.5)
    assert page.run("document.querySelector('.feed tbody tr').textContent") == first
    assert re.match(r"Paused, [\d,]{3,} since", page.run("document.querySelector('.rate').textContent"))
    heap = page.run("performance.memory.usedJSHeapSize")
    assert heap < 60_000_000, heap
    clean(page)
    page.close()


def is_smooth(page):
    """Whether for five seconds 99 of 100 frames come within 100 ms, and nothing of the page's takes longer."""
    frame, task = page.frames(5)
    says = page.run("document.querySelector('.rate').textContent")
    print(f"    {says}; 99 of 100 frames within {frame:.0f} ms; longest task {task:.0f} ms")
    return frame < 100 and task < 100


def test_the_feed_counts_what_the_node_leaves_out(browser):
    node = mock_node.start(rate=1000, most=40)
    page = browser.page()
    page.go(address(node, "#/live"))
    time.sleep(4)
    says = page.run("document.querySelector('.rate').textContent")
    found = re.fullmatch(r"showing (\d+) of ([\d,]+)/s", says)
    assert found and 30 <= int(found[1]) <= 45 and int(found[2].replace(",", "")) > 600, says
    page.close()


def test_the_first_paint_does_not_wait_for_data(browser):
    node = mock_node.start(slow=3)
    page = browser.page()
    page.go(address(node), settled=False)
    page.wait("document.querySelectorAll('section.panel').length > 5", 3)
    paint = page.run("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 9999")
    print(f"    first contentful paint after {paint:.0f} ms")
    assert paint < 1000, paint
    assert page.run("document.querySelectorAll('[aria-busy]').length") > 4
    page.close()


def test_a_token_is_asked_for_once_and_sent(browser):
    node = mock_node.start(token="s3cret", rate=5)
    page = browser.page()
    page.go(address(node), settled=False)
    page.wait("document.querySelector('#token-dialog').open")
    assert page.run("document.activeElement.id") == "token"
    page.type("wrong")
    page.key("Enter")
    page.wait(
        "document.querySelector('#token-dialog').open"
        " && document.querySelector('#token-why').textContent.includes('did not take')"
    )
    page.type("s3cret")
    page.key("Enter")
    page.wait(
        "document.querySelectorAll('.totals dd').length === 6"
        " && document.querySelector('.rate').textContent.includes('/s')"
    )
    assert not page.run("document.querySelector('#token-dialog').open")
    assert "s3cret" not in page.run("JSON.stringify({ ...localStorage }) + document.documentElement.outerHTML")
    page.send("Page.reload")
    page.wait("document.querySelectorAll('.totals dd').length === 6")
    clean(page, allowed=["status of 401"])
    page.close()


def test_who_has_no_token_is_told(browser):
    node = mock_node.start(token="s3cret")
    page = browser.page()
    page.go(address(node, "#/sources"), settled=False)
    page.wait("document.querySelector('#token-dialog').open")
    page.key("Escape")
    page.wait("document.querySelector('main').textContent.includes('wants an API token')")
    page.run("document.querySelector('.empty button').click()")
    page.wait("document.querySelector('#token-dialog').open")
    page.close()


def test_who_has_no_token_is_not_asked_again_and_again(browser):
    node = mock_node.start(token="s3cret")
    page = browser.page()
    page.send(
        "Page.addScriptToEvaluateOnNewDocument",
        source=("const later = setTimeout; window.setTimeout = (act, pause) => later(act, pause / 20);"),
    )
    page.go(address(node), settled=False)
    page.wait("document.querySelector('#token-dialog').open")
    page.key("Escape")
    page.settle()
    time.sleep(3)
    assert not page.run("document.querySelector('#token-dialog').open")
    page.close()


def test_an_unreachable_node_is_told_and_tried_again(browser):
    node = mock_node.start()
    page = browser.page()
    page.go(address(node, "#/sources"))
    node.RequestHandlerClass.options.down = True
    page.run("location.hash = '#/numbers'")
    page.wait("document.querySelector('main .empty') && document.querySelector('#notice').textContent")
    assert "does not answer" in page.run("document.querySelector('main').textContent")
    node.RequestHandlerClass.options.down = False
    page.run("document.querySelector('.empty button').click()")
    page.wait("document.querySelectorAll('td').length > 20 && !document.querySelector('#notice').textContent")
    page.close()


def test_an_empty_node_tells_how_to_begin(browser):
    node = mock_node.start(empty=True)
    page = browser.page()
    for name, view in views(node).items():
        page.go(address(node, view))
        if name == "overview":
            assert "sipsak -vv -s sip:100@127.0.0.1" in page.run("document.querySelector('main').textContent")
        elif name not in ("session", "number", "country", "search"):
            assert page.run(
                "Boolean(document.querySelector('main .empty:not([hidden])') ?? document.querySelector('.verdict'))"
            ), name
        if options.pictures:
            page.picture(options.pictures / f"empty-{name}.png", whole=True)
    clean(page)
    page.close()


def test_the_keyboard_alone_reaches_all(browser):
    node = mock_node.start(rate=0)
    page = browser.page()
    focus = "document.activeElement"
    page.go(address(node))
    page.key("Tab")
    assert page.run(f"{focus}.id") == "skip"
    page.key("Enter")
    assert page.run(f"{focus}.id") == "main"
    page.key("/")
    assert page.run(f"{focus}.id") == "query"
    assert page.run(f"{focus}.value") == ""
    page.type("+46 8 505 21234")
    page.key("Enter")
    page.wait("document.querySelector('.verdict.found')")
    assert page.run(f"{focus}.id") == "main"
    page.run("history.back()")
    page.wait("document.querySelector('.totals')")
    page.go(address(node, "#/sources"))
    page.run("document.querySelector('tbody a').focus()")
    page.key("ArrowDown")
    page.key("ArrowDown")
    assert page.run(f"[...document.querySelectorAll('tbody tr')].indexOf({focus}.closest('tr'))") == 2
    page.key("Enter")
    page.wait("location.hash.startsWith('#/source/') && document.querySelectorAll('.panel').length > 3")
    page.go(address(node, "#/session/41"))
    page.run("document.querySelector('.ladder').focus()")
    page.key("ArrowDown")
    assert page.run("document.querySelector('[aria-selected=true]').id") == "step-1"
    assert page.run("document.querySelector('.message').textContent").startswith("REGISTER")
    page.key("End")
    assert page.run("document.querySelector('.message').textContent").startswith("BYE")
    page.go(address(node, "#/live"))
    page.key("p")
    assert page.run("document.querySelector('.feed-tools button').textContent") == "Continue"
    page.key("?")
    assert page.run("document.querySelector('#keys-dialog').open")
    page.run("document.querySelector('#keys-on').click()")
    page.key("Escape")
    page.key("p")
    assert page.run("document.querySelector('.feed-tools button').textContent") == "Continue", (
        "the keys were switched off"
    )
    page.go(address(node))
    stops = []
    for _ in range(40):
        page.key("Tab")
        stops.append(
            page.run(
                f"{focus}.matches(':focus-visible') && {focus}.getBoundingClientRect().width > 0"
                f" && getComputedStyle({focus}).outlineStyle !== 'none'"
            )
        )
    assert all(stops), stops
    clean(page)
    page.close()


def test_the_theme_is_chosen_and_kept(browser):
    node = mock_node.start()
    page = browser.page()
    page.go(address(node, "#/sources"))
    colour = "getComputedStyle(document.body).backgroundColor"
    light = page.run(colour)
    page.run("document.querySelector('#theme').click()")
    page.run("document.querySelector('#theme').click()")
    dark = page.run(colour)
    assert light != dark
    page.send("Page.reload")
    page.settle()
    assert page.run(colour) == dark
    assert page.run("document.querySelector('#theme').ariaLabel") == "Theme: dark"
    page.close()


def test_lists_are_sorted_continued_and_saved(browser):
    node = mock_node.start()
    page = browser.page()
    page.go(address(node, "#/sources"))
    assert page.run("document.querySelector('[aria-sort]').textContent") == "Last seen"
    page.run("document.querySelector('th a[href*=seen_count]').click()")
    page.wait("document.querySelector('[aria-sort]')?.textContent === 'Attempts'")
    page.run("[...document.querySelectorAll('button')].find((button) => button.textContent === 'Show more').click()")
    page.wait("document.querySelectorAll('tbody tr').length === 200")
    with tempfile.TemporaryDirectory() as folder:
        browser.send(
            "Browser.setDownloadBehavior", behavior="allow", downloadPath=folder, browserContextId=page.context
        )
        for name in ("csv", "json", "ipset"):
            page.run(
                "[...document.querySelectorAll('.exports button')]"
                f".find((button) => button.textContent.toLowerCase() === '{name}').click()"
            )
            saved = Path(folder) / f"sentrypeer-sources.{name}"
            end = time.monotonic() + 10
            while not saved.exists() and time.monotonic() < end:
                time.sleep(0.05)
            assert saved.stat().st_size > 1000, name
    clean(page)
    page.close()


def test_a_filter_that_few_pass_looks_on(browser):
    node = mock_node.start(rate=0, walk=20)
    recent = node.RequestHandlerClass.world.recent
    rare = recent[70]["source_ip"]
    page = browser.page()
    page.go(address(node, "#/live?source=" + rare))
    rows = "document.querySelectorAll('.feed tbody tr').length"
    # Five times twenty are looked at.
    assert page.run(rows) == sum(event["source_ip"] == rare for event in recent[:100])
    page.run("[...document.querySelectorAll('.foot button')].at(-1).click()")
    page.wait(f"{rows} === {sum(event['source_ip'] == rare for event in recent[:200])}")
    clean(page)
    page.close()


def test_what_people_paste_is_understood(browser):
    node = mock_node.start()
    page = browser.page()
    page.go(address(node))
    for typed, meant in {
        "+46 (8) 505-212 34": "+46850521234",
        "sip:0046850521234@pbx.example.com;user=phone": "0046850521234",
        "tel:+46-8-505-21234": "+46850521234",
        "<sip:1000@192.0.2.1>": "1000",
        "192.0.2.7:5060": "192.0.2.7",
        "[2001:db8::1]:5060": "2001:db8::1",
        "2001:db8::1": "2001:db8::1",
        " alice ": "alice",
    }.items():
        found = page.run(
            f"import('./pages/search.js').then(({{ tidied }}) => tidied({json.dumps(typed)}))", is_async=True
        )
        assert found == meant, (typed, found, meant)
    page.close()


def test_a_peer_is_blocked_and_allowed(browser):
    node = mock_node.start(rate=0)
    page = browser.page()
    page.go(address(node, "#/peers"))
    page.wait("document.querySelectorAll('tbody tr').length === 12")
    page.run("document.querySelector('tbody a').click()")
    page.wait("document.querySelector('[aria-label=Decision]')")
    pressed = "document.querySelector('[aria-pressed=true]')?.textContent"
    assert page.run(pressed) == "Neither"
    for name, word in [("Block", "blocked"), ("Allow", "believed alone"), ("Neither", "counts with others")]:
        page.run(f"[...document.querySelectorAll('[aria-pressed]')].find((b) => b.textContent === '{name}').focus()")
        page.key("Enter")
        page.wait(f"{pressed} === '{name}'")
        assert word in page.run("document.querySelector('.facts').textContent"), name
    node.RequestHandlerClass.options.readonly = True
    page.run("document.querySelector('[aria-pressed]').click()")
    page.wait("document.querySelector('[aria-pressed].failed')")
    clean(page, ["403"])
    page.close()


def test_what_peers_reported_stands_beside_what_was_seen(browser):
    node = mock_node.start(rate=0)
    page = browser.page()
    source = node.RequestHandlerClass.world.sources[2]["ip_address"]
    for view in [f"#/source/{source.replace(':', '%3A')}", "#/number/%2B46850521234"]:
        page.go(address(node, view))
        text = page.run("document.querySelector('main').textContent")
        for expected in ["Reported by peers", "enough to act on", "counts with others", "nobody vouches for it"]:
            assert expected in text, (view, expected)
        assert page.run("document.querySelectorAll('a[href^=\"#/peer/\"]').length") == 4
    clean(page)
    page.close()
