"""What stands in a document and is not plain text: named, so that nobody takes its letters for what is on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import Enum

from msgspec import Struct


class Unread(Enum):
    """A kind of content that is no plain text or layout, under the word that messages use."""

    SYMBOL = "符号"
    STRUCK = "删除线"
    SUPERSCRIPT = "上标"
    SUBSCRIPT = "下标"
    CAPITALS = "以大写显示的字母"
    DIRECTION = "从右到左的文字"
    STACKED = "合并、压缩或旋转的字符"
    HIDDEN = "隐藏文字"
    FAINT = "看不清的字（颜色、底纹、字号、字距、行距、行高或位置）"
    FORMAT = "不认识的格式"
    FRAME = "图文框、浮动或移位的表格"
    FORMULA = "公式"
    FIELD = "域"
    NESTED_FIELD = "嵌套域"
    CHECKBOX = "复选框"
    CHOICE = "下拉框"
    PLACEHOLDER = "内容控件的占位文字"
    BOUND = "随绑定的数据变化的内容控件"
    CONTROL = "内容控件或表单域"
    LINK = "超链接"
    NUMBER = "自动编号"
    BULLET = "项目符号"
    ALTERNATIVES = "随软件不同的替代内容"
    REVISION = "修订"
    MOVED = "移动的文字"
    JOINED = "删去的段落标记"
    COVERED = "被合并格盖住的文字"
    RUBY = "拼音指南"
    NOTE = "脚注或尾注"
    COMMENT = "批注"
    PICTURE = "图片或图形"
    ALT_TEXT = "替代文字"
    TEXT_BOX = "文本框"
    BOXED = "文本框里的文字"
    OBJECT = "嵌入的对象或控件"
    CHUNK = "插入的文件"
    SUBDOCUMENT = "子文档"
    SETTING = "会取外部内容或有动作的设置"
    EXTERNAL = "文件以外的引用"
    RELATED = "夹带的部件"
    TYPE = "别种文件的内容类型"
    ELEMENT = "不认识的内容"


# What stands beside the text and leaves its letters as they are.
BESIDE = frozenset(
    {
        Unread.NOTE,
        Unread.PICTURE,
        Unread.FRAME,
        Unread.OBJECT,
        Unread.CHUNK,
        Unread.SUBDOCUMENT,
        Unread.BOUND,
    }
)
# What is read all the same, if not in the place where it stands on paper.
READ_ELSEWHERE = frozenset({Unread.TEXT_BOX, Unread.BOXED, Unread.MOVED})


class UnreadThing(Struct, frozen=True):
    """One such thing.

    ``detail`` says which one (a field's code, an element's name, a part), "" where that goes without saying.
    """

    kind: Unread
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.kind.value}（{self.detail}）" if self.detail else self.kind.value


def name_things(things: Iterable[UnreadThing]) -> str:
    """Return the things for people, each once: 上标、域（EQ）."""
    return "、".join(dict.fromkeys(map(str, things)))


def count_things(things: Iterable[UnreadThing]) -> str:
    """Return how many there are of each kind, the commonest first: 符号 2、删除线 1; "" for none."""
    counted = Counter(thing.kind.value for thing in things)
    return "、".join(f"{name} {number}" for name, number in sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def additional(things: Iterable[UnreadThing], own: Iterable[UnreadThing]) -> tuple[UnreadThing, ...]:
    """Return the things that are not among ``own``, as often as they are more."""
    left = Counter(own)
    found = []
    for thing in things:
        if left[thing] > 0:
            left[thing] -= 1
        else:
            found.append(thing)
    return tuple(found)
