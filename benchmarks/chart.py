"""A bar chart as SVG, the same bytes for the same numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

_WIDTH, _LABELS, _BAR, _GAP, _TOP = 760, 300, 18, 10, 34


def bars(title: str, unit: str, values: Sequence[tuple[str, float, float, float]]) -> str:
    """Return bars of medians with their least and most: name, median, least, most, all 0 or more."""
    return "\n".join(_lines(title, unit, values)) + "\n"


def _lines(title: str, unit: str, values: Sequence[tuple[str, float, float, float]]) -> Iterator[str]:
    height = _TOP + len(values) * (_BAR + _GAP) + _GAP
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'font-family="sans-serif" font-size="13">'
    )
    yield f"<title>{escape(title)}</title>"
    yield f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>'
    yield f'<text x="10" y="20" font-weight="bold">{escape(title)} ({escape(unit)})</text>'
    scale = (_WIDTH - _LABELS - 90) / (max((most for *_, most in values), default=0) or 1)
    for number, one in enumerate(values):
        yield from _bar(_TOP + number * (_BAR + _GAP), scale, *one)
    yield "</svg>"


def _bar(top: int, scale: float, name: str, median: float, least: float, most: float) -> Iterator[str]:
    middle, base = top + _BAR // 2, top + _BAR - 5
    yield f'<text x="{_LABELS - 8}" y="{base}" text-anchor="end">{escape(name)}</text>'
    yield f'<rect x="{_LABELS}" y="{top}" width="{median * scale:.1f}" height="{_BAR}" fill="#3b6ea5"/>'
    left, right = _LABELS + least * scale, _LABELS + most * scale
    ends = "".join(f"M{end:.1f} {top + 4}v{_BAR - 8}" for end in (left, right))
    yield f'<path d="M{left:.1f} {middle}H{right:.1f}{ends}" stroke="#222"/>'
    yield f'<text x="{right + 8:.1f}" y="{base}">{median:.3g}</text>'
