"""The page of ``make serve`` at the real server, as a person uses it: values by what a screen reader says of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from msgspec import Struct

from jixiao.paths import Workspace
from tests.support.browser import Page, browser, chromium
from tests.support.serving import serving

_READY = "'ready' in document.documentElement.dataset"
_SETTLED = "!('saving' in document.documentElement.dataset)"


class Desk(Struct):
    """A window with the page; ``workspace`` is the project it is about."""

    page: Page
    workspace: Workspace
    address: str

    def open(self, width: int = 1400) -> None:
        """Load the page anew."""
        self.page.open(self.address, width)
        self.page.wait_for(_READY, 30)

    def part(self, label: str) -> None:
        """Go to the part that the list at the side calls so."""
        link = f"[...document.querySelectorAll('#parts a')].find((one) => one.textContent.startsWith({quote(label)}))"
        wanted = self.page.value(f"{link}.getAttribute('href')")
        self.page.value(f"{link}.click()")
        drawn = "`#${encodeURIComponent(document.querySelector('.desk')?.dataset.part)}`"
        self.page.wait_for(f"[{drawn}, '#' + document.querySelector('.desk')?.dataset.part].includes({quote(wanted)})")

    def value(self, name: str) -> str:
        """Return the expression for the value on the paper whose name begins so."""
        every = "[...document.querySelectorAll('.mark[role]')]"
        return f"{every}.find((one) => one.getAttribute('aria-label').startsWith({quote(name)}))"

    def shown(self, name: str) -> str:
        """Return what stands there."""
        return str(self.page.value(f"{self.value(name)}.textContent"))

    def enter(self, name: str, text: str, end: str = "Enter") -> None:
        """Click on a value, type another, end with a key, and wait until it is saved."""
        self.page.click(self.value(name))
        self.retype(text)
        self.page.press(end)
        self.saved()

    def retype(self, text: str) -> None:
        """Replace what stands in the editor that is open."""
        self.page.value("document.activeElement.select?.()")
        self.page.type(text) if text else self.page.press("Delete")

    def saved(self) -> None:
        """Wait until all that was typed is saved and shown."""
        self.page.wait_for(_SETTLED, 60)

    def status(self, words: str) -> str:
        """Return what the page says once it says these words."""
        told = "(document.getElementById('status').textContent + document.getElementById('alarm').textContent)"
        self.page.wait_for(f"{told}.includes({quote(words)})")
        return str(self.page.value(told))

    def tool(self, words: str) -> None:
        """Press a button of the head of the page or of the open dialog."""
        scope = "(document.querySelector('dialog[open]:last-of-type') ?? document)"
        self.page.click(
            f"[...{scope}.querySelectorAll('button')].find((one) => one.textContent.startsWith({quote(words)}))"
        )

    def dialog(self, words: str) -> str:
        """Return what the open dialog says once it says these words."""
        self.page.wait_for(
            f"document.querySelector('dialog[open]:last-of-type')?.textContent.includes({quote(words)})", 60
        )
        return str(self.page.value("document.querySelector('dialog[open]:last-of-type').textContent"))

    def read(self, file: str | Path) -> str:
        """Return a data file of the project, by its name or where it lies."""
        return (self.workspace.root / file).read_text("utf-8")

    def path(self, file: str) -> Path:
        """Return where a data file lies."""
        return self.workspace.root / file


def quote(words: str) -> str:
    """Return words as a string of JavaScript."""
    return json.dumps(words, ensure_ascii=False)


@contextmanager
def open_desk(workspace: Workspace, year: int, *, read_only: bool = False, page: Page | None = None) -> Iterator[Desk]:
    """Yield a window with the page of a year, drawn; a browser is started for it where there is no ``page``."""
    with serving(workspace, year, read_only=read_only) as address, ExitStack() as opened:
        desk = Desk(page or opened.enter_context(open_window()), workspace, address)
        desk.open()
        yield desk
        if page is not None:
            page.open("about:blank")  # before its server is gone


@contextmanager
def open_window() -> Iterator[Page]:
    """Yield an empty window; skip where there is no browser."""
    program = chromium()
    if program is None:
        pytest.skip("no Chromium: make setup installs it")
    with browser(program) as page:
        yield page
