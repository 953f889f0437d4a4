"""A real Chromium without a window, driven over its own debugging pipe: no port, no driver, no network."""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--remote-debugging-pipe",
)
_PATIENCE = 60  # seconds until a browser that does not answer counts as broken
_KEYS = {
    "Tab": (9, ""),
    "Enter": (13, "\r"),
    " ": (32, " "),
    "Escape": (27, ""),
    "ArrowLeft": (37, ""),
    "ArrowUp": (38, ""),
    "ArrowRight": (39, ""),
    "ArrowDown": (40, ""),
    "Insert": (45, ""),
    "Delete": (46, ""),
    "F2": (113, ""),
    "F6": (117, ""),
    "F8": (119, ""),
}
_MODIFIERS = {"Alt": 1, "Control": 2, "Shift": 8}


def chromium() -> str | None:
    """Return the browser's path; None where there is none."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


class Page:
    """A tab: what it asks the network for and what it complains of is kept in ``requests`` and ``complaints``."""

    def __init__(self, sending: int, receiving: int) -> None:
        self._sending, self._receiving = sending, receiving
        self._buffer = b""
        self._number = 0
        self._session: str | None = None
        self._seen: set[str] = set()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **settings: Any) -> dict[str, Any]:
        """Return the browser's answer to one command."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": settings}
        if self._session:
            message["sessionId"] = self._session
        pending = json.dumps(message).encode() + b"\0"
        while pending:
            pending = pending[os.write(self._sending, pending) :]
        while (answer := self._next()).get("id") != self._number:
            self._note(answer)
        assert "error" not in answer, f"{method}: {answer.get('error')}"
        return dict(answer["result"])

    def open(self, where: Path | str, width: int = 1280) -> None:
        """Load a file or an address in a window of that width, and wait until it is loaded."""
        self.requests, self.complaints, self._seen = [], [], set()
        self.resize(width)
        self.call("Page.navigate", url=where if isinstance(where, str) else where.as_uri())
        while "Page.loadEventFired" not in self._seen:
            self._note(self._next())

    def resize(self, width: int, height: int = 900) -> None:
        """Make the window that wide and high, in CSS pixels."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def value(self, script: str) -> Any:
        """Return the value of an expression in the page."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def click(self, element: str) -> None:
        """Click with the mouse on what the expression ``element`` gives."""
        script = (
            f"(() => {{const e = {element}; e.scrollIntoView({{block: 'center'}}); return e.getBoundingClientRect()"
        )
        box = self.value(f"{script}.toJSON()}})()")
        place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **place)

    def press(self, keys: str, times: int = 1) -> None:
        """Press a key on the keyboard, or several at once: "Tab", "Shift+Tab", "Control+z"."""
        *held, key = keys.split("+") if keys != "+" else ["+"]
        code, text = _KEYS[key] if key in _KEYS else (ord(key.upper()), key)
        modifiers = sum(_MODIFIERS[name] for name in held)
        text = "" if modifiers & ~_MODIFIERS["Shift"] else text
        settings = {"key": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        for _ in range(times):
            down = {"type": "keyDown" if text else "rawKeyDown", "text": text}
            self.call("Input.dispatchKeyEvent", **settings, **down)
            self.call("Input.dispatchKeyEvent", **settings, type="keyUp")

    def wait_for(self, script: str, seconds: float = 30) -> Any:
        """Return the value of an expression once it is neither false nor empty; fail with the page's complaints."""
        end = time.monotonic() + seconds
        while (value := self.value(script)) in (None, False, "", 0):
            assert time.monotonic() < end, f"{script} stays {value!r}; the page complains of {self.complaints}"
            time.sleep(0.02)
        return value

    def type(self, words: str) -> None:
        """Type words where the focus is."""
        self.call("Input.insertText", text=words)

    def compose(self, letters: str) -> None:
        """Let an input method show letters that it is still making words of; ``type`` ends it with the words."""
        self.call("Input.imeSetComposition", text=letters, selectionStart=len(letters), selectionEnd=len(letters))

    def choose(self, field: str, path: Path) -> None:
        """Choose a file in the field that the expression gives."""
        held = self.call("Runtime.evaluate", expression=field)["result"]["objectId"]
        self.call("DOM.setFileInputFiles", files=[str(path)], objectId=held)

    def spoken(self, role: str) -> list[str]:
        """Return the names of what has a role, as the browser tells a screen reader."""
        nodes = self.call("Accessibility.getFullAXTree")["nodes"]
        told = (one for one in nodes if not one["ignored"] and one.get("role", {}).get("value") == role)
        return [str(one.get("name", {}).get("value", "")) for one in told]

    def emulate(self, **features: str) -> None:
        """Let the page think that its reader set these, as media queries call them; none at all sets them back."""
        told = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.call("Emulation.setEmulatedMedia", features=told)

    def paste(self, plain: str, html: str = "") -> None:
        """Put text on the clipboard, with the markup another program would put there, and paste it by the keyboard."""
        self.call("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
        kinds = {"text/plain": plain, "text/html": html} if html else {"text/plain": plain}
        blobs = ", ".join(
            f"{json.dumps(k)}: new Blob([{json.dumps(v)}], {{type: {json.dumps(k)}}})" for k, v in kinds.items()
        )
        self.value(f"navigator.clipboard.write([new ClipboardItem({{{blobs}}})])")
        settings = {"key": "v", "code": "KeyV", "windowsVirtualKeyCode": 86, "modifiers": _MODIFIERS["Control"]}
        self.call("Input.dispatchKeyEvent", type="rawKeyDown", commands=["paste"], **settings)
        self.call("Input.dispatchKeyEvent", type="keyUp", **settings)

    def pdf(self) -> bytes:
        """Return the page as printed."""
        answer = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(answer["data"])

    def picture(self) -> bytes:
        """Return the whole page as PNG."""
        answer = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        return base64.b64decode(answer["data"])

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._receiving], [], [], _PATIENCE)
            received = os.read(self._receiving, 1 << 20) if ready else b""
            assert received, "the browser does not answer"
            self._buffer += received
        message, _, self._buffer = self._buffer.partition(b"\0")
        return dict(json.loads(message))

    def _note(self, event: dict[str, Any]) -> None:
        method, told = event.get("method", ""), event.get("params", {})
        self._seen.add(method)
        if method == "Network.requestWillBeSent":
            self.requests.append(told["request"]["url"])
        elif method in ("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled"):
            self.complaints.append(json.dumps(told, ensure_ascii=False))


@contextmanager
def browser(program: str) -> Iterator[Page]:
    """Yield a tab of a browser started for it, with a profile of its own."""
    hears, sending = os.pipe()
    receiving, says = os.pipe()
    with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as profile:
        # The browser reads at 3 and writes to 4; a shell of its own puts them there.
        script = f'exec "$@" 3<&{hears} 4>&{says}'
        process = subprocess.Popen(
            ["bash", "-c", script, "bash", program, *_FLAGS, f"--user-data-dir={profile}"],  # noqa: S607 - anywhere
            pass_fds=(hears, says),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(hears)
        os.close(says)
        try:
            page = Page(sending, receiving)
            yield page
            page.call("Page.close")
        finally:
            os.close(sending)
            os.close(receiving)
            process.terminate()
            process.wait(_PATIENCE)
