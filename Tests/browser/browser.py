"""A headless Chromium, driven through its own debugging pipe; nothing but Python is needed."""
import base64
import json
import os
import queue
import select
import shutil
import signal
import tempfile
import threading
import time

from waiting import Failure, until


class Browser:
    """One process of Chromium with a profile of its own; `page()` opens a window in it."""

    PROGRAMS = ("chromium", "chromium-browser", "google-chrome")

    def __init__(self, log):
        program = next(filter(None, map(shutil.which, self.PROGRAMS)), None)
        if program is None:
            raise Failure("there is no Chromium: apt-get install chromium")
        self._profile = tempfile.mkdtemp(prefix="kmc-browser-")
        arguments = [
            program, "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu",
            "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-default-apps", "--hide-scrollbars", "--lang=en",
            f"--user-data-dir={self._profile}", "--window-size=1920,1080",
            # As browsers are delivered: no sound before somebody touches the page.
            "--autoplay-policy=document-user-activation-required",
        ]
        to_browser, self._write = os.pipe()
        self._read, from_browser = os.pipe()
        log_file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        # The browser reads from descriptor 3 and writes to 4; the copies in between keep the two
        # from treading on each other.
        actions = [(os.POSIX_SPAWN_DUP2, to_browser, 100), (os.POSIX_SPAWN_DUP2, from_browser, 101),
                   (os.POSIX_SPAWN_DUP2, log_file, 1), (os.POSIX_SPAWN_DUP2, log_file, 2),
                   (os.POSIX_SPAWN_DUP2, 100, 3), (os.POSIX_SPAWN_DUP2, 101, 4),
                   (os.POSIX_SPAWN_CLOSE, 100), (os.POSIX_SPAWN_CLOSE, 101)]
        environment = {**os.environ, "HOME": self._profile, "TZ": "Asia/Shanghai"}
        self._process = os.posix_spawn(program, arguments, environment, file_actions=actions,
                                       setpgroup=0)
        for end in (to_browser, from_browser, log_file):
            os.close(end)
        self._number = 0
        self._lock = threading.Lock()
        self._answers = {}
        self._pages = {}
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.call("Browser.close", within=3)
        except Failure:
            pass
        end = time.monotonic() + 5
        while time.monotonic() < end and os.waitpid(self._process, os.WNOHANG)[0] == 0:
            time.sleep(0.05)
        try:
            os.killpg(self._process, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.close(self._write)
        shutil.rmtree(self._profile, ignore_errors=True)

    def _listen(self):
        rest = b""
        while True:
            chunk = os.read(self._read, 1 << 20)
            if not chunk:
                break
            *whole, rest = (rest + chunk).split(b"\0")
            for message in map(json.loads, whole):
                if "id" in message:
                    waiting = self._answers.pop(message["id"], None)
                    if waiting:
                        waiting.put(message)
                elif message.get("sessionId") in self._pages:
                    self._pages[message["sessionId"]].take(message["method"], message["params"])

    def call(self, method, parameters=None, *, session=None, within=20):
        """One command of the Chrome DevTools Protocol, and its answer."""
        waiting = queue.Queue()
        with self._lock:
            self._number += 1
            message = {"id": self._number, "method": method, "params": parameters or {}}
            if session:
                message["sessionId"] = session
            self._answers[self._number] = waiting
            if not select.select([], [self._write], [], within)[1]:
                raise Failure(f"the browser takes no command ({method})")
            os.write(self._write, json.dumps(message).encode() + b"\0")
        try:
            answer = waiting.get(timeout=within)
        except queue.Empty:
            raise Failure(f"the browser did not answer {method} in {within} s") from None
        if "error" in answer:
            raise Failure(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def page(self, width=1920, height=1080, **more):
        context = self.call("Target.createBrowserContext")["browserContextId"]
        target = self.call("Target.createTarget",
                           {"url": "about:blank", "browserContextId": context})["targetId"]
        session = self.call("Target.attachToTarget",
                            {"targetId": target, "flatten": True})["sessionId"]
        page = Page(self, session, target)
        self._pages[session] = page
        page.start(width, height, **more)
        return page


class Page:
    """One window, and what went wrong in it."""

    def __init__(self, browser, session, target):
        self._browser, self._session, self._target = browser, session, target
        self.errors = []
        self.requests = []
        # What the browser drew, each with the time of its arrival, once `film` was called.
        self.frames = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._browser.call("Target.closeTarget", {"targetId": self._target})

    def call(self, method, parameters=None, within=20):
        return self._browser.call(method, parameters, session=self._session, within=within)

    def take(self, method, parameters):
        """What the browser tells unasked."""
        if method == "Runtime.exceptionThrown":
            details = parameters["exceptionDetails"]
            self.errors.append(details.get("exception", details).get("description", str(details)))
        elif method == "Runtime.consoleAPICalled" and parameters["type"] in ("error", "assert"):
            self.errors.append(" ".join(str(one.get("value", one.get("description")))
                                        for one in parameters["args"]))
        elif method == "Log.entryAdded" and parameters["entry"]["level"] == "error":
            entry = parameters["entry"]
            self.errors.append(f"{entry['text']} {entry.get('url', '')}")
        elif method == "Network.requestWillBeSent":
            self.requests.append(parameters["request"]["url"])
        elif method == "Page.screencastFrame":
            self.frames.append((time.monotonic(), base64.b64decode(parameters["data"])))
            threading.Thread(target=self._frame_taken, args=(parameters["sessionId"],)).start()

    def _frame_taken(self, number):
        try:
            self.call("Page.screencastFrameAck", {"sessionId": number}, within=15)
        except Failure:
            # The window is closed, or its scripts stand still; the frame is here all the same.
            pass

    def start(self, width, height, *, media=None, before=None, touch=False):
        for domain in ("Runtime", "Log", "Page", "Network"):
            self.call(f"{domain}.enable")
        self.size(width, height, touch=touch)
        if media:
            features = [{"name": name, "value": value} for name, value in media.items()]
            self.call("Emulation.setEmulatedMedia", {"features": features})
        if before:
            self.call("Page.addScriptToEvaluateOnNewDocument", {"source": before})

    def size(self, width, height, *, touch=False):
        self.call("Emulation.setDeviceMetricsOverride",
                  {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": touch})

    def open(self, url):
        self.call("Page.navigate", {"url": url})

    def value(self, expression, within=20):
        """What a JavaScript expression gives, as JSON; promises are waited for."""
        answer = self.call("Runtime.evaluate",
                           {"expression": expression, "returnByValue": True, "awaitPromise": True},
                           within)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise Failure(details.get("exception", {}).get("description", details["text"]))
        return answer["result"].get("value")

    def until(self, expression, seconds=5, what=None):
        """Waits for a true value; returns it."""
        # An element says as JSON no more than {}; one that is not there yet may come.
        found = f"""(() => {{
            try {{
                const found = {expression};
                return found instanceof Node ? true : found;
            }} catch {{
                return null;
            }}
        }})()"""
        return until(what or expression, seconds, lambda: self.value(found))

    def text(self, selector):
        return self.value(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''")

    def click(self, selector):
        """A real click in the middle of an element that can be seen there."""
        place = self.until(f"""(() => {{
            const node = document.querySelector({json.dumps(selector)});
            if (!node) return null;
            node.scrollIntoView({{ block: "center" }});
            const box = node.getBoundingClientRect();
            const at = {{ x: box.x + box.width / 2, y: box.y + box.height / 2 }};
            const top = document.elementFromPoint(at.x, at.y);
            return top && (top === node || node.contains(top)) ? at : null;
        }})()""", 5, f"{selector} can be clicked")
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", {"type": kind, "button": "left", "clickCount": 1,
                                                   **place})

    def key(self, key, *, shift=False):
        """One key, pressed and let go."""
        codes = {"Enter": 13, "Escape": 27, "Tab": 9, " ": 32, "ArrowLeft": 37, "ArrowUp": 38,
                 "ArrowRight": 39, "ArrowDown": 40}
        event = {"key": key, "windowsVirtualKeyCode": codes.get(key, ord(key[0].upper())),
                 "modifiers": 8 if shift else 0}
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else None)
        if text:
            event["text"] = text
        self.call("Input.dispatchKeyEvent", {"type": "keyDown", **event})
        event.pop("text", None)
        self.call("Input.dispatchKeyEvent", {"type": "keyUp", **event})

    def type(self, text):
        self.call("Input.insertText", {"text": text})

    def film(self):
        """Keeps what the browser draws from now on, also while the page's scripts stand still."""
        self.call("Page.startScreencast", {"format": "png", "everyNthFrame": 1})

    def picture(self):
        """What the window shows, as PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot", {"format": "png"})["data"])
