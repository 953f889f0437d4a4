"""Words for a report's Markdown, so that they print as they were typed and are never markup or tags."""

from __future__ import annotations

from jixiao.patterns import compile_late

# Backslashes, stars and bars mean something in the report; so do braces beside what makes a tag of them.
# Two braces with a sign of space between them are taken for a tag's by whoever looks for misspelt ones.
_MEANING = compile_late(
    r"\\|\*|\||!(?=\[)|\{(?=[{%#])|(?<=[{])[{%#]|[}%#](?=\})|(?<=[}%#])\}"
    r"|\{(?=\s\{)|(?<=\{\s)\{|\}(?=\s\})|(?<=\}\s)\}"
)
_HEADING = compile_late(r"^\s*#")


def as_markdown(words: str, *, begins_line: bool = False) -> str:
    """Return words as the report's author would have to type them; a line break stays one."""
    typed = _MEANING.sub(lambda match: f"\\{match[0]}", words)
    if begins_line and _HEADING.match(typed):
        typed = typed.replace("#", "\\#", 1)
    return typed.replace("\n", "\\\n")
