"""C6…: what must be there: text in the sections, indicators at three levels, cells that hold something."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings import Place, Severity, quoted
from jixiao.glossary import term
from jixiao.model.evaluation import Indicator
from jixiao.render.passages import PrintedPassage
from jixiao.rules.contents import IndicatorForm, as_printed, forms, is_empty, is_open, says_nothing, sections
from jixiao.rules.items import without_number
from jixiao.rules.printed_package import PrintedPackage, listed_once, plain
from jixiao.rules.registry import Breach, rule
from jixiao.source.missing_line import place_of_missing
from jixiao.source.nodes import Entries


@rule(
    "C601",
    "报告各章节有正文",
    basis="附件5“完整性”：正文部分内容齐全",
    remedy="补写正文；确实没有这类情况、表单集又允许的，写“无”。",
    example="报告“七、存在的问题及原因分析”只写了“无”。",
)
@listed_once
def sections_filled(book: PrintedPackage) -> Iterator[Breach]:
    """Yield sections without text, headings with nothing below them, and 无 where more is asked for."""
    may_be_none = {str(title) for title in book.dossier.form_set.checks.completeness.sections_may_be_none}
    for where, title, found in sections(book):
        place = _section_place(book, where, found)
        texts = [one.text for one in found if not one.text.startswith("#")]
        if not any(not is_empty(text) for text in texts):
            yield Breach(
                where, place=place, found=f"报告“{title}”没有正文", expected="有正文的章节", printed=(where,), seen=()
            )
        elif all(says_nothing(text) for text in texts) and title not in may_be_none:
            found_words = f"报告“{title}”只写了{quoted(texts[0])}"
            yield Breach(
                where,
                place=place,
                found=found_words,
                expected="有内容的正文",
                printed=(where,),
                severity=Severity.WARNING,
                seen=(texts[0],),
            )
        else:
            yield from _bare_headings(found)


def _section_place(book: PrintedPackage, where: str, found: list[PrintedPassage]) -> Place:
    if found:
        return found[0].place
    number = where.removeprefix("报告 ")
    name = next(one.source_file for one in book.dossier.sections if one.number == number)
    folder = next((one.place.file.rpartition("/")[0] for one in book.paragraphs), "report")
    return Place(f"{folder}/{name}")


def _bare_headings(found: list[PrintedPassage]) -> Iterator[Breach]:
    for one, following in zip(found, [*found[1:], None], strict=True):
        if _level(one) and (following is None or 0 < _level(following) <= _level(one)):
            heading = one.text.lstrip("# ")
            words = f"标题{quoted(heading)}下面没有正文"
            printed = (one.spoken,)
            yield Breach(
                one.where,
                place=one.place,
                found=words,
                expected="标题下有正文",
                printed=printed,
                severity=Severity.WARNING,
                seen=(heading,),
            )


def _level(one: PrintedPassage) -> int:
    return len(one.text) - len(one.text.lstrip("#"))


@rule(
    "C602",
    "各级指标齐全",
    basis="附件5“绩效自评表”：反映产出、效益、服务对象满意度，细化到三级指标",
    remedy="补上三级指标，或核对漏填的一类；本地不要求的二级指标写进表单集“可不设的二级指标”。",
    example="附件3（2）“满意度指标”下没有三级指标。",
)
def indicators_at_three_levels(book: PrintedPackage) -> Iterator[Breach]:
    """Yield level-1 and level-2 indicators of the form set that a form leaves without any indicator."""
    form_set = book.dossier.form_set
    optional = {str(name) for name in form_set.checks.completeness.optional_level2}
    for form in forms(book):
        for level1 in form_set.indicator_system:
            below = form.tree.get(level1.name, {})
            missing = [str(name) for name in level1.level2 if not below.get(name)]
            path = f"{form.path}.绩效指标.{level1.name}"
            if len(missing) == len(level1.level2):
                words = f"{form.label}“{level1.name}”下没有三级指标"
                yield Breach(
                    path,
                    place=_place_of_level(book, form, str(level1.name)),
                    found=words,
                    expected="至少一条三级指标",
                    printed=(form.label,),
                    seen=(),
                )
                continue
            for name in missing:
                if name not in optional:
                    words, should = f"{form.label}“{name}”下没有三级指标", "至少一条三级指标"
                    place = _place_of_level(book, form, str(level1.name), name)
                    yield Breach(
                        f"{path}.{name}",
                        place=place,
                        found=words,
                        expected=should,
                        printed=(form.label,),
                        severity=Severity.HINT,
                        seen=(),
                    )


def _place_of_level(book: PrintedPackage, form: IndicatorForm, level1: str, level2: str = "") -> Place:
    """Return where a level that has no indicator belongs in the form's file."""
    source = next((one for one in book.sources if one.file == form.file), None)
    tree = source.tree if source is not None else None
    above = tree.get(term("indicators")) if isinstance(tree, Entries) else None
    if source is None or not isinstance(above, Entries):
        return Place(form.file)
    levels = {str(one.name): [str(name) for name in one.level2] for one in book.dossier.form_set.indicator_system}
    key, order = level1, list(levels)
    if level2 and isinstance(below := above.get(level1), Entries):
        above, key, order = below, level2, levels[level1]
    if key in above:
        return above.key_places[key]
    return place_of_missing(source, above, key, order, nested=True)


@rule(
    "C603",
    "应填的栏不留空",
    severity=Severity.WARNING,
    basis="表样：金额栏填数，三级指标、指标值、完成值逐条填写",
    remedy="填写内容；没有发生的金额填 0，确实没有的文字写“无”。",
    example="附件3（3）“其他资金”的全年执行数留空。",
)
def cells_filled(book: PrintedPackage) -> Iterator[Breach]:
    """Yield money cells left blank, and indicators whose name, target or actual holds nothing."""
    for one in book.statements:
        if one.figure.blank and one.figure.entered and not one.print.printed.strip():
            words = f"{one.name}留空"
            yield Breach(
                one.figure.path,
                place=one.place,
                found=words,
                expected="数字；没有发生的填 0",
                printed=(one.spoken,),
                seen=(one.print.where,),
            )
    for form in forms(book):
        for _, _, _, indicator in form.indicators():
            if indicator.points.amount and not indicator.points.unknown:
                yield from _empty_cells(book, form, indicator)


def _empty_cells(book: PrintedPackage, form: IndicatorForm, indicator: Indicator) -> Iterator[Breach]:
    cells = (("三级指标", indicator.level3), ("年度指标值", indicator.target), ("实际完成值", indicator.actual))
    for name, text in cells:
        if is_open(book, text, form.label):
            continue
        words = as_printed(book, text, form.label)
        nameless = name == "三级指标" and says_nothing(without_number(words))
        if is_empty(words) or nameless:
            shown = f"只有{quoted(words)}" if words else "留空"
            of = "" if name == "三级指标" else f"{quoted(indicator.level3)}的"
            found = f"{form.label}{of}{name}{shown}"
            yield Breach(
                text.path,
                place=text.place,
                found=found,
                expected=f"写明{name}",
                printed=(form.label,),
                seen=(words,) if words else (),
            )


@rule(
    "C616",
    "楼堂馆所的规模与投资同填同空",
    severity=Severity.WARNING,
    basis="表样：当年完工的楼堂馆所填批复规模、实际规模、预算投资、实际投资；没有的都填 0",
    remedy="补填没有填的各项；当年没有完工的楼堂馆所，四项都填 0。",
    example="附件1 楼堂馆所填了批复规模 1200，没有填预算投资。",
)
def buildings_filled_throughout(book: PrintedPackage) -> Iterator[Breach]:
    """Yield buildings of which one size or investment is filled and not what belongs to it.

    What was approved has a size and an investment; so has what was built, which may be nothing yet.
    """
    buildings = book.dossier.annex1.buildings
    names = ("approved_size", "budgeted_investment", "actual_size", "actual_investment")
    cells = [(term(name), book.best(getattr(buildings, name).path)) for name in names]
    stated = [(name, one) for name, one in cells if one is not None and not one.figure.unknown]
    if len(stated) < len(names):
        return
    wanted = stated if any(one.amount for _, one in stated[2:]) else stated[:2]
    missing = [(name, one) for name, one in wanted if not one.amount]
    if len(missing) < len(wanted) and missing:
        filled = "、".join(f"{name} {plain(one.amount)}" for name, one in stated if one.amount)
        lacking = "、".join(name for name, _ in missing)
        words = f"附件1 楼堂馆所填了{filled}，没有填{lacking}"
        printed, seen = tuple(one.spoken for _, one in missing), tuple(plain(one.amount) for _, one in stated)
        # One among blanks was filled by mistake rather than one among filled left blank.
        odd = next(one for _, one in stated if one.amount) if len(missing) * 2 >= len(wanted) else missing[0][1]
        yield Breach(
            "附件1.楼堂馆所",
            place=odd.place,
            found=words,
            expected=f"也填{lacking}，或四项都填 0",
            printed=printed,
            seen=seen,
        )
