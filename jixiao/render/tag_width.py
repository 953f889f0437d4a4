"""Tags as an input method leaves them (｛｛ 年度 ｝｝, ｛％ if … ％｝, 附件1．决算｜较上年), and how they should stand.

Within a tag only quoted words and comments may hold full-width signs; there they stay as they are.
"""

from __future__ import annotations

import re

from jixiao.patterns import compile_late

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
# What a Chinese keyboard gives in place of [ ] and of the dot between names.
_IN_TAGS = _FULL_WIDTH | str.maketrans("【】。", "[].")
_TAG = compile_late(
    r"(?<!\\)(?:[{｛][ \u3000]?[{｛](?P<printed>[^{}｛｝\n]*)[}｝][ \u3000]?[}｝]"
    r"|[{｛][%％](?P<block>[^{}｛｝\n]*)[%％][}｝]|[{｛][#＃](?P<comment>[^{}｛｝\n]*)[#＃][}｝])"
)
_QUOTED = compile_late(r"[\"“”]([^\"“”]*)[\"“”]|['‘’]([^'‘’\"]*)['‘’]")
_HEADING = compile_late(r"^([^\S\n]*)(?=[#＃]*＃)([#＃]{2,3})(?![#＃])", re.MULTILINE)


def narrow_signs(text: str) -> str:
    """Return a text of the same length in which full-width signs, letters, digits and spaces are half-width."""
    return text.translate(_FULL_WIDTH)


def narrow_tags(text: str) -> str:
    """Return a report's text with its widened tags, and the ＃＃ of headings, as the template language has them."""
    return _HEADING.sub(lambda match: match[1] + "#" * len(match[2]), _TAG.sub(_narrowed, text))


def _narrowed(tag: re.Match[str]) -> str:
    if tag["printed"] is not None:
        return f"{{{{{_narrow_words(tag['printed'])}}}}}"
    if tag["block"] is not None:
        return f"{{%{_narrow_words(tag['block'])}%}}"
    return f"{{#{tag['comment']}#}}"


def _narrow_words(words: str) -> str:
    done, end = [], 0
    for match in _QUOTED.finditer(words):
        mark, held = ('"', match[1]) if match[1] is not None else ("'", match[2])
        done += [words[end : match.start()].translate(_IN_TAGS), mark, held, mark]
        end = match.end()
    return "".join([*done, words[end:].translate(_IN_TAGS)])
