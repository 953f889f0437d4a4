"""Markup that nobody rendered: what of the template language, of comments or of notes to oneself would be printed.

Forms and the report print no braces round names, no <!-- -->, no TODO and no 〔待补〕: where one stands, a tag was
typed in a way nobody understands, or the text is not finished.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from jixiao.figures import TO_FILL_IN, TO_MEND
from jixiao.patterns import compile_late
from jixiao.render.tag_width import narrow_signs

_MOST_SHOWN = 40


class RemnantKind(StrEnum):
    """What a remnant was meant to be, as messages say it."""

    TAG = "没有填的标记"
    HEADING = "没有认出的标题记号"
    COMMENT = "不会隐去的注释"
    NOTE = "没有写完的记号"


# Searched in the text with half-width signs, which is as long as the text itself.
_PATTERNS = {
    RemnantKind.TAG: r"\{ ?\{[^{}\n]*(?:\} ?\})?|\{[%#][^{}\n]*\}?|[%#]\}|\} ?\}|\{[^{}\n]*\w[^{}\n]*\}"
    r"|\{(?= ?[^\W\d_][\w ]*\.)[\w. ]*|(?<=\w)\.\w+ ?\}",
    RemnantKind.COMMENT: r"<! ?[-—]{2}(?:[^\n]*?[-—]{2}>)?",
    RemnantKind.NOTE: r"(?<![A-Za-z])(?:TODO|FIXME|TBD)(?![A-Za-z])|^[^\S\n]*待(?:填|补)充?[^\S\n]*$"
    # 待补助、待改造 and the like are words
    r"|[〔\[【(<《「]\s*待(?:填|补(?![助偿贴])|改(?![造进善革建扩]))[^〕\]】)>》」\n]{0,6}[〕\]】)>》」]",
    RemnantKind.HEADING: r"^[^\S\n]*#{2,3}(?!#)",
}
_REMNANT = compile_late(
    "|".join(f"(?P<{kind.name}>{pattern})" for kind, pattern in _PATTERNS.items()), re.IGNORECASE | re.MULTILINE
)
# Whether a text may hold any, in one quick search.
SUSPECT = compile_late(
    "[{}｛｝]|[<＜][!！]|待[填补改]|＃[#＃]|#＃|[TtＴｔ][OoＯｏBbＢｂ][DdＤｄ]|[FfＦｆ][IiＩｉ][XxＸｘ]"
)


class Remnant(Struct, frozen=True):
    """A stretch of a text, from ``start`` to ``end``, that is markup."""

    start: int
    end: int
    kind: RemnantKind
    shown: str


def find_remnants(text: str) -> Iterator[Remnant]:
    """Yield the remnants in a text as it is printed; the marks a draft prints for open values are none."""
    for match in _REMNANT.finditer(narrow_signs(text)) if SUSPECT.search(text) else ():
        words = text[match.start() : match.end()]
        kind = RemnantKind[str(match.lastgroup)]
        heading = kind is RemnantKind.HEADING and "＃" not in words
        if not heading and words.strip() not in (TO_FILL_IN, TO_MEND):
            yield Remnant(match.start(), match.end(), kind, words.strip()[:_MOST_SHOWN])
