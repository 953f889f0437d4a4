"""What a save changed, for ``watch``: new findings (in full unless many), mended ones a line each, the count."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.plain import one_line
from jixiao.reporting.terminal_text import findings_text, summary

if TYPE_CHECKING:
    from jixiao.commands.watch import WatchChange

# A save seldom brings more; what an already damaged year begins with is folded.
_WHOLE = 10


def change_text(change: WatchChange, root: Path, *, colour: bool = False, everything: bool = False) -> str:
    """Return the change as a text that ends with a line end."""
    if change.failure:
        return f"\n{change.failure}\n"
    sections = [
        "\n".join(f"已改好 {one.code}  {one_line(one.found)}" for one in change.mended),
        findings_text(change.new, root, colour=colour, everything=everything or len(change.new) <= _WHOLE),
        f"现有{summary(change.findings)}。（{change.seconds * 1000:.0f} 毫秒）",
    ]
    return "\n" + "\n\n".join(section for section in sections if section) + "\n"
