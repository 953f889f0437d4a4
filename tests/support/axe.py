"""axe-core, vendored: what keeps people from using a page, as its rules see it."""

from __future__ import annotations

from typing import Any

from tests.support.browser import Page
from tests.support.project import ROOT

AXE = (ROOT / "tests/serve/page/vendor/axe.min.js").read_text("utf-8")
RUN = """axe.run(document, {resultTypes: ['violations']}).then((result) => result.violations.flatMap((one) =>
  one.nodes.slice(0, 3).map((node) => `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary.slice(0, 200)}`)))"""


def find_violations(page: Page) -> Any:
    """Return what axe finds in the page that is open, a line each."""
    if not page.value("Boolean(window.axe)"):
        page.value(f"{AXE}; true")
    return page.value(RUN)
