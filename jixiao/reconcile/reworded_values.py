"""Values that described forms print otherwise than typed (ticks, months, days), and how a changed one is typed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jixiao.model.described_kinds import EMPTY, TICKED, list_wordings
from jixiao.patterns import compile_late

_TICKS = compile_late(f"([{TICKED}{EMPTY}])([^{TICKED}{EMPTY}]+)")
# What people tick by hand, and what they leave.
_BY_HAND = str.maketrans({"☒": TICKED, "✓": TICKED, "✔": TICKED, "√": TICKED, "■": TICKED, "☐": EMPTY, "○": EMPTY})
_DAY = compile_late(r"([0-9]{4})年([0-9]{1,2})月(?:([0-9]{1,2})日)?")


def is_reworded(printed: str, typed: str) -> bool:
    """Return whether a text prints as its kind words what was typed: ☑新增 □延续 for 新增, 2024年6月 for 2024-06."""
    return _chosen(printed) == [typed.strip()] or any(reword(typed.strip()) == printed for reword in list_wordings())


def type_again(printed: str, typed: str, text: str) -> str | None:
    """Return how ``text``, which came back for such a print, is typed; None where it cannot be."""
    if choices := _choices(printed):
        marked = text.translate(_BY_HAND)
        chosen = _chosen(marked)
        return chosen[0] if len(chosen) == 1 and _choices(marked) == choices else None
    words = next(reword(text) for reword in list_wordings() if reword(typed.strip()) == printed)
    return _with_hyphens(words) if words is not None and "-" in typed else words


def take_tick(text: str) -> str:
    """Return the one word that is ticked in a text; the text itself where it ticks none, or several."""
    chosen = _chosen(text.translate(_BY_HAND))
    return chosen[0] if len(chosen) == 1 else text


def _choices(text: str) -> Sequence[str]:
    """Return the words that a text offers to be ticked."""
    return [word.strip() for _, word in _TICKS.findall(text)] if text[:1] in (TICKED, EMPTY) else ()


def _chosen(text: str) -> Sequence[str]:
    return [word.strip() for sign, word in _TICKS.findall(text) if sign == TICKED] if _choices(text) else ()


def _with_hyphens(words: str) -> str:
    """Return days and months as data files have them: 2024-01 至 2024-12."""

    def dated(match: re.Match[str]) -> str:
        year, *rest = match.groups()
        return "-".join([year, *(f"{int(part):02}" for part in rest if part)])

    return _DAY.sub(dated, words).replace("至", " 至 ")
