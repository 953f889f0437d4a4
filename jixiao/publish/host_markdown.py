"""Words of the data in Markdown as GitHub and GitLab show it: no markup, no links, no mentions, no emoji of theirs."""

from __future__ import annotations

import html

from jixiao.patterns import compile_late
from jixiao.plain import printable

_SPACE = compile_late(r"\s+")
_MARKUP = compile_late(r"([\\`*_\[\]|~$^{}])")
# What makes a heading, a list, a quotation, a rule or a command of GitLab at the start of a line or of a list's item.
_BEGINNING = compile_late(
    r"^(?:(#(?=[#\s]|$)|\+(?=\s|$)|-(?=[\s-]|$)|=(?==*\s*$)|/(?=[a-z]))|([0-9]{1,9})(?=[.)](?:\s|$)))"
)
# Hosts make links of @name, #12, GH-12, !12, ~label, %milestone, $snippet, &12, :smile:, :100: and addresses, and marks
# of {+ +}; an invisible word joiner keeps them from it.
_REFERENCE = compile_late(
    r"([@#!%~$&](?=[0-9A-Za-z])|[~%](?=\")|GH(?=-[0-9])|:(?=[A-Za-z_+/-]|[0-9][0-9A-Za-z_+-]*:)|[{\[](?=[+-])|www(?=\.))"
)
_JOINER = "\u2060"
_BACKTICKS = compile_late("`+")


def escape_for_host(text: str) -> str:
    """Return text so that a host shows it as it is, on one line."""
    line = _REFERENCE.sub(rf"\1{_JOINER}", printable(_SPACE.sub(" ", text)))
    line = _MARKUP.sub(r"\\\1", html.escape(line, quote=False))
    return _BEGINNING.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\", line)


def as_code(text: str) -> str:
    """Return text as a span of code, in which hosts read nothing into it and from which it is copied as it is."""
    line = printable(_SPACE.sub(" ", text)).strip()
    fence = "`" * (max(map(len, _BACKTICKS.findall(line)), default=0) + 1)
    beside = " " if line.startswith("`") or line.endswith("`") or not line else ""
    return f"{fence}{beside}{line}{beside}{fence}"
