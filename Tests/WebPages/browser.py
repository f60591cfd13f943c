"""Headless Chromium, driven over a pair of pipes by the Chrome DevTools Protocol: no port, no driver, no package."""

import base64
import json
import os
import queue
import shutil
import subprocess
import tempfile
import threading
import time


class BrowserError(Exception):
    pass


class Browser:
    def __init__(self):
        self.profile = tempfile.mkdtemp(prefix="sentrypeer-pages-")
        commands, self.output = os.pipe()
        self.input, events = os.pipe()
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        # The browser reads descriptor 3 and writes descriptor 4; both are put there by the shell: Bash, as others
        # take no numbers of two digits.
        self.process = subprocess.Popen(
            [
                "bash",
                "-c",
                f'exec "$@" 3<&{commands} 4>&{events}',
                "bash",
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-ipc-flooding-protection",
                "--remote-debugging-pipe",
                f"--user-data-dir={self.profile}",
                "about:blank",
            ],
            pass_fds=(commands, events),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(commands)
        os.close(events)
        self.number = 0
        self.waiting = {}
        self.listeners = {}
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        rest = b""
        while piece := os.read(self.input, 1 << 20):
            *messages, rest = (rest + piece).split(b"\0")
            for message in map(json.loads, messages):
                if "id" in message:
                    self.waiting.pop(message["id"]).put(message)
                elif listener := self.listeners.get(message.get("sessionId")):
                    listener(message["method"], message["params"])

    def send(self, method, session=None, within=60, **parameters):
        self.number += 1
        answer = self.waiting[self.number] = queue.Queue()
        message = {"id": self.number, "method": method, "params": parameters} | (
            {"sessionId": session} if session else {}
        )
        os.write(self.output, json.dumps(message).encode() + b"\0")
        found = answer.get(timeout=within)
        if "error" in found:
            raise BrowserError(f"{method}: {found['error']['message']}")
        return found["result"]

    def page(self, **options):
        return Page(self, **options)

    def close(self):
        try:
            self.send("Browser.close", within=10)
            self.process.wait(10)
        except (BrowserError, queue.Empty, OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Page:
    """A tab. What must not happen is gathered in `faults`: exceptions, console errors, refused content, dialogs."""

    def __init__(self, browser, width=1440, height=900, dark=False, reduced_motion=False):
        self.browser = browser
        self.faults = []
        self.requests = []
        self.context = browser.send("Target.createBrowserContext")["browserContextId"]
        self.target = browser.send("Target.createTarget", url="about:blank", browserContextId=self.context)["targetId"]
        self.session = browser.send("Target.attachToTarget", targetId=self.target, flatten=True)["sessionId"]
        browser.listeners[self.session] = self.hear
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")
        self.resize(width, height)
        self.send(
            "Emulation.setEmulatedMedia",
            features=[
                {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
                {"name": "prefers-reduced-motion", "value": "reduce" if reduced_motion else "no-preference"},
            ],
        )
        self.send(
            "Page.addScriptToEvaluateOnNewDocument",
            source=(
                "window.violations = [];"
                "addEventListener('securitypolicyviolation', (event) =>"
                " violations.push(event.violatedDirective + ' ' + event.blockedURI));"
            ),
        )

    def resize(self, width, height):
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def send(self, method, **parameters):
        return self.browser.send(method, self.session, **parameters)

    def hear(self, method, parameters):
        if method == "Runtime.exceptionThrown":
            self.faults.append(
                "exception: " + json.dumps(parameters["exceptionDetails"].get("exception", {}).get("description", "?"))
            )
        elif method == "Runtime.consoleAPICalled" and parameters["type"] in ("error", "warning", "assert"):
            self.faults.append(
                "console: " + json.dumps([item.get("value", item.get("description")) for item in parameters["args"]])
            )
        elif method == "Log.entryAdded" and parameters["entry"]["level"] in ("error", "warning"):
            self.faults.append(f"log: {parameters['entry']['text']} {parameters['entry'].get('url', '')}")
        elif method == "Page.javascriptDialogOpening":
            self.faults.append("dialog: " + parameters["message"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(parameters["request"]["url"])

    def run(self, script, is_async=False):
        """The value of an expression."""
        answer = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=is_async)
        if "exceptionDetails" in answer:
            raise BrowserError(answer["exceptionDetails"].get("exception", {}).get("description", "the script failed"))
        return answer["result"].get("value")

    def go(self, url, settled=True):
        # By way of a blank page: another fragment alone would be the same document, still showing the last view.
        self.send("Page.navigate", url="about:blank")
        self.send("Page.navigate", url=url)
        if settled:
            self.settle()

    def settle(self, within=20):
        self.wait(
            "document.readyState === 'complete' && document.querySelector('main')?.children.length > 0 "
            "&& !document.querySelector('[aria-busy]')",
            within,
        )

    def wait(self, condition, within=20):
        end = time.monotonic() + within
        while time.monotonic() < end:
            try:
                if self.run(f"Boolean({condition})"):
                    return
            except BrowserError:
                pass  # The document changes just now.
            time.sleep(0.05)
        raise BrowserError(f"not within {within} s: {condition}")

    def frames(self, seconds):
        """Milliseconds within which 99 of 100 frames came for so long, and those of the longest task."""
        self.run("""(() => {
            window.going?.abort();
            window.going = new AbortController();
            const { signal } = going;
            window.frames = []; window.tasks = []; let last = performance.now();
            const tick = (now) => {
                frames.push(now - last); last = now;
                if (!signal.aborted) requestAnimationFrame(tick);
            };
            requestAnimationFrame(tick);
            const note = (list) => tasks.push(...list.getEntries().map((entry) => entry.duration));
            new PerformanceObserver(note).observe({ type: 'longtask' });
        })()""")
        time.sleep(seconds)
        frames = sorted(self.run("frames"))
        return frames[int(0.99 * len(frames))], max(self.run("tasks"), default=0)

    def key(self, key, modifiers=0):
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, "ArrowUp": 38, "ArrowDown": 40, "End": 35, "Home": 36}
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        self.send(
            "Input.dispatchKeyEvent",
            type="keyDown",
            key=key,
            text=text,
            modifiers=modifiers,
            windowsVirtualKeyCode=codes.get(key, ord(key[0])),
        )
        self.send(
            "Input.dispatchKeyEvent",
            type="keyUp",
            key=key,
            modifiers=modifiers,
            windowsVirtualKeyCode=codes.get(key, ord(key[0])),
        )

    def type(self, text):
        self.send("Input.insertText", text=text)

    def picture(self, path, whole=False):
        box = {}
        if whole:
            height = min(4000, self.run("document.documentElement.scrollHeight"))
            width = self.run("innerWidth")
            box = {
                "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1},
                "captureBeyondViewport": True,
            }
        picture = self.send("Page.captureScreenshot", format="png", **box)
        with open(path, "wb") as file:
            file.write(base64.b64decode(picture["data"]))

    def close(self):
        self.browser.send("Target.disposeBrowserContext", browserContextId=self.context)
