"""What of a returned file is not read at all, whatever its letters seem to say, and how that is worded."""

from __future__ import annotations

from msgspec import Struct

from jixiao.docx.unread import name_things
from jixiao.findings import quoted
from jixiao.reconcile.comparison import Remark, ReturnKind

_KINDS = (ReturnKind.UNREAD, ReturnKind.REPEATED)


class Refusal(Struct, frozen=True):
    """The code of a finding and its words: ``why`` is what was expected, and the remedy."""

    code: str
    found: str
    why: tuple[str, str]


def is_refused(remark: Remark) -> bool:
    """Return whether a remark is about something that must not be read."""
    return remark.doubtful or remark.kind in _KINDS


def word_refusal(remark: Remark) -> Refusal:
    """Return the finding's words for such a remark."""
    if remark.doubtful:
        remedy = "核对那一处是不是从这里移过去、改成的；确要删的，在数据里删。"
        return Refusal("H015", f"不见了{quoted(remark.old)}，而别处多出了没有读懂的内容", ("读得懂的内容", remedy))
    if remark.kind is ReturnKind.REPEATED:
        remedy = "LibreOffice 会把内容控件里的文字重复几遍；不是有意的，不用理会。"
        found = f"{quoted(remark.old)}变成了它自己的重复：{quoted(remark.new)}"
        return Refusal("H016", found, (f"{quoted(remark.old)}，或改过的文字", remedy))
    words = f"，文字读作{quoted(remark.new)}" if remark.new.strip() else ""
    found = f"{'' if remark.old else '新增的'}{remark.where}里有{name_things(remark.unread)}{words}，没有读入"
    remedy = "对照返回件，要改的自己改数据；或者在返回件里改成普通文字后重试。"
    return Refusal("H015", found, (f"只有文字：{quoted(remark.old)}" if remark.old else "只有文字", remedy))
