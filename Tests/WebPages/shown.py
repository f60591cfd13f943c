"""Tests of what the pages show: every view, whatever attackers wrote, for everybody."""

import json
import re
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import hostile
import mock_node
from support import address, clean, harmless, views

PAGES = mock_node.PAGES
options = None


def test_they_are_small():
    size = sum(file.stat().st_size for file in PAGES.iterdir())
    assert size < 100_000, size
    print(f"    {size} bytes in {len(list(PAGES.iterdir()))} files")


def test_sources_hold_nothing_inline_and_no_way_to_make_markup():
    markup = (PAGES / "index.html").read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=|https?:", markup)
    modules = {file.name for file in PAGES.glob("*.js")} - {"theme.js", "app.js"}
    assert set(re.findall(r'modulepreload" href="pages/([^"]*)"', markup)) == modules, "all are asked for at once"
    for file in PAGES.glob("*.js"):
        text = file.read_text()
        found = re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc|DOMParser|Fragment",
            text,
        )
        assert not found, (file.name, found.group())
        outside = [url for url in re.findall(r"https?://[^\s'\"]+", text) if url != "http://www.w3.org/2000/svg"]
        assert not outside, (file.name, outside)
        assert max(map(len, text.splitlines())) <= 120, f"{file.name} has a line over 120 columns"


def test_every_view_shows_in_light_dark_and_narrow(browser):
    node = mock_node.start()
    for mode, shape in {
        "light": {},
        "dark": {"dark": True},
        "narrow": {"width": 390, "height": 844},
        "zoomed": {"width": 320, "height": 640},
    }.items():
        page = browser.page(**shape)
        titles = set()
        for name, view in views(node).items():
            page.go(address(node, view))
            if options.pictures:
                time.sleep(1)
            heading = page.run("document.querySelector('h1').textContent.trim()")
            assert heading, name
            titles.add(page.run("document.title"))
            wide = page.run("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{name} is {wide} pixels too wide when {mode}"
            if options.pictures:
                options.pictures.mkdir(parents=True, exist_ok=True)
                page.picture(options.pictures / f"{name}-{mode}.png", whole=True)
        assert len(titles) > 14, titles
        clean(page)
        page.close()


def test_attackers_texts_stay_texts(browser):
    node = mock_node.start(hostile=True, rate=200)
    page = browser.page()
    shown = 0
    for name, view in views(node).items():
        page.go(address(node, view))
        time.sleep(0.5)
        harmless(page, name)
        shown += page.run("document.body.textContent.includes('<script>window.pwned=1</script>') ? 1 : 0")
    assert shown > 3, "the texts were not even shown"
    clean(page)
    page.close()


def test_attackers_texts_in_the_address_stay_texts(browser):
    node = mock_node.start()
    page = browser.page()
    page.go(address(node))
    for text in hostile.ALL:
        for view in ("search", "source", "number", "session", "event", "country"):
            encoded = urllib.request.quote(text.encode("utf-8", "replace"), safe="")
            page.run(f"location.hash = {json.dumps(f'#/{view}/{encoded}')}")
        page.run(f"location.hash = {json.dumps('#' + text)}")
        page.run(f"location.hash = {json.dumps('#/live?user_agent=' + text)}")
        page.settle()
        assert page.run("window.pwned") is None, text
    clean(page, allowed=["status of 400"])
    page.close()


def test_links_of_hostile_texts_lead_to_a_page(browser):
    node = mock_node.start(hostile=True)
    page = browser.page()
    page.go(address(node, "#/user-agents"))
    links = page.run("[...document.querySelectorAll('td a')].map((link) => link.hash)")
    assert len(links) == len(hostile.ALL), len(links)
    for link in links:
        page.run(f"location.hash = {json.dumps(link)}")
        page.settle()
        assert page.run("document.querySelector('h1').textContent") == "Live", link
    clean(page)
    page.close()


def test_nobody_is_shut_out(browser):
    """axe-core's rules, which include contrast, on every view in light and dark."""
    script = options.axe.read_text()
    node = mock_node.start(rate=2)
    faults = []
    for dark in (False, True):
        page = browser.page(dark=dark)
        page.send("Page.setBypassCSP", enabled=True)
        for name, view in views(node).items():
            page.go(address(node, view))
            if name == "session":
                page.run("document.querySelector('.ladder').focus()")
            page.run(script)
            # The dark theme differs in its colours alone.
            settings = "{ runOnly: ['color-contrast'] }" if dark else "{ resultTypes: ['violations'] }"
            found = page.run(
                "axe.run(document, " + settings + ").then(({ violations }) => "
                "violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map((node) => "
                "node.html.slice(0, 140) + ' ' + (node.any[0]?.message ?? '')).join(' | ')))",
                is_async=True,
            )
            faults += [f"{name} {'dark' if dark else 'light'}: {fault}" for fault in found]
        page.close()
    assert not faults, "\n".join(faults)


def test_the_markup_is_valid(browser):
    """The Nu HTML checker on the page as it is served, and on what each view makes of it; and on the style sheet."""
    node = mock_node.start(rate=0)
    page = browser.page()
    with tempfile.TemporaryDirectory() as folder:
        files = [PAGES / "index.html", PAGES / "favicon.svg"]
        for name, view in views(node).items():
            page.go(address(node, view))
            made = Path(folder) / f"{name}.html"
            made.write_text("<!doctype html>\n" + page.run("document.documentElement.outerHTML"))
            files.append(made)
        checked = subprocess.run(
            ["java", "-jar", options.vnu, "--also-check-svg", "--format", "gnu", *files], capture_output=True, text=True
        )
    # What the checker does not know yet, or only warns of.
    known = re.compile(r"info warning|Trailing slash")
    faults = [line.split("/")[-1] for line in checked.stderr.splitlines() if line and not known.search(line)]
    assert not faults, "\n".join(faults[:30])
    page.close()
