"""A template's own words: no markup that nobody fills in, no characters that look like others or that nobody sees."""

from __future__ import annotations

from collections.abc import Iterable

from jixiao.findings import Finding, Place, Severity, quoted
from jixiao.folding import Lookalike, find_lookalikes
from jixiao.render.lint import without_tags
from jixiao.render.remnants import Remnant, find_remnants
from jixiao.render.scan import FormWords

_MOST_SHOWN = 20


def judge_form_words(words: Iterable[FormWords], shown: str) -> list[Finding]:
    """Return what is wrong with the words of the template that messages call ``shown``."""
    remnants, odd = [], dict[str, tuple[str, Lookalike]]()
    for spoken, text in words:
        remnants += [_remnant(spoken, remnant, shown) for remnant in find_remnants(without_tags(text))]
        for alike in find_lookalikes(text):
            odd.setdefault(alike.text, (spoken, alike))
    return [*remnants[:_MOST_SHOWN], *(_odd(spoken, one, shown) for spoken, one in list(odd.values())[:_MOST_SHOWN])]


def _remnant(spoken: str, remnant: Remnant, shown: str) -> Finding:
    return Finding(
        "T018",
        place=Place(shown),
        found=f"{spoken}留有{remnant.kind}{quoted(remnant.shown)}，会照样印出来",
        expected="填数的地方写 {{ 名称 }}，其余只有表样的文字",
        remedy="用 Word 打开模板：是标记的，改成两个半角花括号；是说明、记号的，删去。",
        subject=shown,
        seen=(remnant.shown,),
    )


def _odd(spoken: str, alike: Lookalike, shown: str) -> Finding:
    found, expected, remedy = alike.explanation
    return Finding(
        "T019",
        place=Place(shown),
        found=f"{spoken}{found}",
        expected=expected,
        remedy=f"用 Word 打开模板。{remedy}",
        severity=Severity.WARNING,
        subject=shown,
        seen=(alike.code_points,),
    )
