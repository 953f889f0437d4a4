"""The sentences that the terminal and the Markdown share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jixiao.review.review_types import (
    EnteredChange,
    FigureChange,
    MoveChange,
    ParagraphChange,
    ReferenceChange,
    Review,
    SideName,
    shown,
)

_CONSEQUENCES = 4
_BIGGEST = 3
REFERENCES = "报告的引用换了所指（核对句子是否还对）"


def title(review: Review) -> str:
    """Return what is compared with what."""
    return f"变动对照：{review.old.name} → {review.new.name}"


def summary(review: Review) -> Iterator[str]:
    """Yield the sentences that a reviewer reads first."""
    if not review.differs:
        yield "两边完全相同。"
    else:
        yield f"{_counted(review)}。"
        yield from _visibility(review)
        yield from _biggest(review)
        if review.came or review.went:
            yield f"核验：新出现 {len(review.came)} 条，已消除 {len(review.went)} 条。"
    for side in (review.old, review.new):
        yield from notes(side)


def _counted(review: Review) -> str:
    followed = {one.name for entered in review.entered for one in entered.consequences} | {
        one.name for one in review.derived
    }
    reworded = sum(not one.followed for one in review.paragraphs)
    counts = [
        (len(review.entered), "填报的数变动 {} 个"),
        (len(followed), "算出的数随之变动 {} 个"),
        (len(review.moves), "项目和指标变动 {} 处"),
        (len(review.texts), "表内文字改动 {} 处"),
        (reworded, "报告正文改动 {} 段"),
        (len(review.references), "报告的引用换了所指 {} 处"),
        (len(review.records), "按原件列报、豁免、核对数等变动 {} 条"),
        (len(review.settings), "表样设置变动 {} 项"),
        (len(review.templates), "模板改动 {} 个"),
    ]
    words = "，".join(template.format(number) for number, template in counts if number)
    return words or "数据没有变动"


def _visibility(review: Review) -> Iterator[str]:
    if review.parts and not review.visible:
        yield "纸面没有变化：各部件的内容与原来逐字相同。"
    elif review.parts:
        yield f"纸面有变化的部件：{'、'.join(part.label for part in review.changed_parts)}。"


def _biggest(review: Review) -> Iterator[str]:
    biggest = [one for one in review.biggest if one.difference][:_BIGGEST]
    if len(biggest) > 1:
        yield f"变动最大：{'；'.join(moved(one) for one in biggest)}。"


def notes(side: SideName) -> Iterator[str]:
    """Yield what must be known of one side."""
    if not side.whole:
        yield f"{side.name}只保存了决算数，只比较两边都有的数。"
    if side.errors:
        yield f"{side.name}还有 {side.errors} 条错误没有改好，按草稿比较。"
    yield from (f"{side.name}：{note}" for note in side.notes)


def moved(one: FigureChange) -> str:
    """Return one figure in a line: 公务接待 决算 1.36 → 1.63（+0.27，+19.85%）."""
    by = "，".join(filter(None, (one.difference_words, one.ratio_words)))
    return f"{one.label} {one.old_words} → {one.new_words}" + (f"（{by}）" if by else "")


def headline(change: EnteredChange) -> str:
    """Return an entered change in a line, with what follows from it and where it is printed."""
    figure = change.figure
    tail = "，".join([*followed(figure.label, change.consequences), *change.places])
    return "。".join(filter(None, [moved(figure) + (f"：{tail}" if tail else ""), *beside(change)]))


def beside(change: EnteredChange) -> list[str]:
    """Return the reason given for a change, and the places that print a value as filed instead."""
    held = [place for one in (change.figure, *change.consequences) for place in one.held]
    reason = [f"原因：{change.figure.reason}"] if change.figure.reason else []
    return [*reason, f"按原件列报，不随之变动：{'、'.join(held)}"] if held else reason


def followed(label: str, consequences: Iterable[FigureChange], most: int = _CONSEQUENCES) -> list[str]:
    """Return what moved with a figure, each in short; of many the first ones and how many there are."""
    told = (f"{_in_short(one.label, label)} {one.old_words} → {one.new_words}" for one in consequences)
    words = list(dict.fromkeys(told))
    return [*words[:most], f"等 {len(words)} 个数"] if len(words) > most else words


def _in_short(label: str, beside: str) -> str:
    """Return a label without its column where that is the one just named."""
    name, _, column = label.rpartition(" ")
    return name if name and column == beside.rpartition(" ")[2] else label


def move_words(move: MoveChange) -> str:
    """Return one move in a line."""
    match move.what:
        case "项目" | "指标":
            fate, name = ("新增", move.new) if move.old is None else ("取消", move.old)
            where = "" if move.what == "项目" else f"（{move.label.partition('「')[0].strip()}）"
            words = f"{fate}{move.what}：{name}{where}"
        case "项目改名" | "指标改名":
            words = f"{move.what}：{shown(move.old)} → {shown(move.new)}"
        case "项目序号":
            words = f"项目序号：{move.label} 第{move.old}个 → 第{move.new}个"
        case _:
            words = f"{move.what}（{move.label}）：{shown(move.old)} → {shown(move.new)}"
    tail = "，".join([*followed("", move.consequences), *move.places])
    return words + (f"：{tail}" if tail else "")


def paragraph_words(one: ParagraphChange) -> str:
    """Return a paragraph's place and what became of it."""
    return f"{one.where} {'随数据变动' if one.followed else one.fate.value}"


def reference_words(one: ReferenceChange) -> str:
    """Return a reference that points elsewhere in a line."""
    return f"{one.words} 所指的{one.facet}：{one.old} → {one.new}（{one.file}:{one.line}）"
