"""What people see of a node's web pages, in headless Chromium.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import sys
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "Tests/WebPages"))
from browser import Browser  # noqa: E402


def paints(url, count):
    """Milliseconds until the first content is on the screen, each time in a new tab with nothing cached."""
    found = []
    with Browser() as browser:
        for _ in range(count):
            page = browser.page()
            page.go(url)
            found.append(page.run("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
            page.close()
    return found


def feed(url, seconds):
    """The time in ms within which 99 of 100 frames come, the longest task of the page's, and what it says of itself."""
    with Browser() as browser:
        page = browser.page()
        page.go(url)
        time.sleep(2)
        frame, task = page.frames(seconds)
        return frame, task, page.run("document.querySelector('.rate').textContent")
