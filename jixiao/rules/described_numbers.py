"""Numbers typed into the texts of described forms: near misses of a figure, what no form knows, what was declared.

A number that a form prints is explained by it; what others of its sentence give, and what is said of a name, the rules
on claims judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jixiao.derive.bound_texts import list_references
from jixiao.derive.described_dossier import FilledForm
from jixiao.figures import RATE, Figure
from jixiao.findings import Finding, Severity
from jixiao.glossary import nearest
from jixiao.render.declared import format_declaration
from jixiao.render.printing import format_figure
from jixiao.rules.catalogue import find_rule
from jixiao.rules.claim_words import find_column
from jixiao.rules.described_checks import Printed, make_finding
from jixiao.rules.described_fault import DescribedFault, fault_of_rule
from jixiao.rules.described_paragraphs import FormParagraph
from jixiao.rules.described_report import ToldYear
from jixiao.rules.form_tables import FormRow
from jixiao.rules.known import Known, NumberMatch, is_same_matter, known_of, match_number
from jixiao.rules.prose_numerals import Numeral, find_free_numerals, find_numerals, find_occurrences
from jixiao.rules.report_numbers import cut_sentence, shares_words

_SCALES = {"万元": 10_000}
_SHOWN = 12
_POINTS = (".", "．", "、", ")", "）")


def check_numbers(told: Iterable[ToldYear], printed: Printed) -> list[Finding]:
    """Return what is to be objected to in numbers and references; ``printed`` says where each path stands on paper."""
    found = ((form, fault) for year in told for form, fault in _faults(year))
    return [make_finding(fault, form, printed) for form, fault in found]


def _faults(year: ToldYear) -> Iterator[tuple[FilledForm, DescribedFault]]:
    known = _list_known(year)
    for form, paragraph in year.paragraphs:
        yield from ((form, one) for one in _references(year, paragraph))
        yield from ((form, one) for one in _declarations(paragraph))
        if not paragraph.passage.is_open():
            yield from ((form, one) for one in _typed(year, paragraph, known))


def _list_known(year: ToldYear) -> tuple[Known, ...]:
    """Return the figures of the year, and the numbers of its indicators."""
    figures = (one for one in map(_of_figure, year.reported.figures.items()) if one is not None)
    rows = {row.path: row for subject in year.reported.subjects for row in subject.rows}
    return (*figures, *(one for row in rows.values() for one in _of_row(row)))


def _of_figure(item: tuple[str, Figure]) -> Known | None:
    path, figure = item
    if figure.literal is not None or not figure.amount or not figure.unit:
        return None
    digits = format_figure(figure).rstrip("%")
    is_rate, scale = figure.unit == RATE, figure.amount * 0 + _SCALES.get(figure.unit, 1)
    unit = "%" if is_rate else "元" if figure.unit in _SCALES else figure.unit
    exact = figure.amount * (100 if is_rate else scale)
    printed = f"{digits}{'%' if is_rate else figure.unit}"
    return Known(path, path, printed, digits, amount=abs(exact), exact=abs(exact), unit=unit, scale=scale)


def _of_row(row: FormRow) -> Iterator[Known]:
    for cell in (row.actual, row.target):
        for one in find_numerals(cell.words):
            if one.unit and one.amount:
                yield known_of(one, cell.path, cell.path, about=row.level3.words)


def _typed(year: ToldYear, paragraph: FormParagraph, known: tuple[Known, ...]) -> Iterator[DescribedFault]:
    passage = paragraph.passage
    claims = year.claims.get(passage.place, ())
    unexplained = []
    for number in find_free_numerals(passage, ()):
        if any(one.start <= number.start < one.end for one in claims) or _is_list_mark(passage.text, number):
            continue
        how, one = _nearest(number, known, cut_sentence(passage.text, number))
        if one is not None and how is not NumberMatch.SAME:
            yield _near(paragraph, number, how, one)
        elif one is None and not any(is_same_matter(passage.text[number.stop :], each) for each in known):
            unexplained.append(number.phrase)
    if unexplained and not paragraph.is_cell:
        phrases = list(dict.fromkeys(unexplained))
        more = f"等 {len(phrases)} 个" if len(phrases) > _SHOWN else ""
        found = f"{passage.spoken}有没有引用数据、也没有声明的数字：{'、'.join(phrases[:_SHOWN])}{more}"
        should = f"写成引用 {{{{ … }}}}，或在该段下面加一行：{format_declaration(phrases)}"
        yield _fault("P501", paragraph, found, should, seen=tuple(phrases))


def _is_list_mark(text: str, number: Numeral) -> bool:
    """Return whether a number counts the lines of a list: it stands at the beginning of one, before a point."""
    return text[: number.start].rpartition("\n")[2].strip() == "" and text[number.end : number.end + 1] in _POINTS


def _nearest(number: Numeral, known: tuple[Known, ...], sentence: str) -> tuple[NumberMatch, Known | None]:
    """Return the figure that a number is, or else nearly is and its sentence speaks of; None where there is none."""
    order = list(NumberMatch)
    kin = [(how, one) for one in known if (how := _match(number, one)) is not None]
    kin = [(how, one) for how, one in kin if how is NumberMatch.SAME or _is_spoken_of(sentence, one)]
    return min(kin, key=lambda pair: order.index(pair[0]), default=(NumberMatch.SAME, None))


def _is_spoken_of(sentence: str, one: Known) -> bool:
    names = [step for step in one.path.split(".") if find_column(step) is None]
    return shares_words(sentence, [*names[1:], *([str(one.about)] if one.about else [])])


def _match(number: Numeral, one: Known) -> NumberMatch | None:
    is_same = number.unit in (one.unit, "") and number.amount in (one.amount, one.exact)
    return NumberMatch.SAME if is_same else match_number(number, one)


def _near(paragraph: FormParagraph, number: Numeral, how: NumberMatch, one: Known) -> DescribedFault:
    found = f"{paragraph.passage.spoken}手写 {number.phrase}，“{one.path}” {one.printed}{how}"
    should, seen = f"是同一个数的写 {{{{ {one.reference} }}}}", (number.phrase, one.path, one.printed)
    return _fault("P502", paragraph, found, should, seen=seen, detail=number.phrase)


def _declarations(paragraph: FormParagraph) -> Iterator[DescribedFault]:
    for declared in paragraph.passage.declared:
        is_met = find_occurrences(paragraph.passage.text, declared.phrase)
        if not is_met or not any(char.isdigit() for char in declared.phrase):
            found = f"声明了事实数字“{declared.phrase}”，{paragraph.passage.spoken}里没有"
            yield _fault(
                "P503", paragraph, found, "照该段的写法，如 1200㎥", seen=(declared.phrase,), detail=declared.phrase
            )


def _references(year: ToldYear, paragraph: FormParagraph) -> Iterator[DescribedFault]:
    for path in list_references(paragraph.passage.text):
        meant = nearest(path, list(year.reported.figures))
        yield DescribedFault(
            "K113",
            Severity.ERROR,
            path=paragraph.path,
            place=paragraph.passage.place,
            found=f"{paragraph.passage.spoken}引用的“{path}”没有",
            expected=f"是不是 {{{{ {meant} }}}}" if meant else "本年度表上的一项，如 {{ 附件1.三公经费.决算 }}",
            remedy="改成表上的一项：表名（每个项目一份的加文件名）、路径，列表的行写 [行号]。",
            seen=(path,),
            about=f"{paragraph.way} {path}",
        )


def _fault(
    code: str, paragraph: FormParagraph, found: str, expected: str, *, seen: tuple[str, ...], detail: str = ""
) -> DescribedFault:
    return fault_of_rule(
        find_rule(code),
        path=paragraph.path,
        place=paragraph.passage.place,
        found=found,
        expected=expected,
        seen=seen,
        about=f"{paragraph.way} {detail}".strip(),
    )
