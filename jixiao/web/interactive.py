"""What makes a page's tables sort and filter and its charts draw; without it a page still says everything.

The script enhances each ``table.grid`` and draws each ``canvas`` with ``data-trend``, the number of its entry in the
block of data ``trends``: ``unit``, ``years`` (the labels below) and ``lines`` with ``name`` and ``values`` as shown.
"""

from __future__ import annotations

from importlib import resources

from jixiao.web.style import STYLE

_LIBRARY, _LICENCE = "chart.umd.min.js", "chart.LICENSE.md"
DATA = "trends"


def style() -> str:
    """Return the looks of such a page."""
    return STYLE + _asset("page.css")


def scripts() -> tuple[str, str]:
    """Return Chart.js with its licence, without the line that points to its source map, and the page's own script."""
    code, _, _ = _asset(_LIBRARY).partition("//# sourceMappingURL=")
    return f"/*\n{_asset(_LICENCE)}*/\n{code}", _asset("page.js")


def _asset(name: str) -> str:
    return (resources.files("jixiao.web") / "assets" / name).read_text("utf-8")
