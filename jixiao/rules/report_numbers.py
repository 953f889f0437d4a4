"""P…: the report's numbers against the forms: bound, declared as plain text, or a figure typed by hand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from jixiao.figures import RATE
from jixiao.findings import Severity
from jixiao.model.formset import Topic
from jixiao.render.declared import format_declaration
from jixiao.render.passages import PrintedPassage
from jixiao.rules.known import (
    Kinship,
    Known,
    OpenNumbers,
    kinship,
    known_numbers,
    open_numbers,
    same_matter,
)
from jixiao.rules.printed_package import PrintedPackage, listed_once, plain
from jixiao.rules.prose_numerals import Numeral, free_numerals, numerals, occurrences
from jixiao.rules.registry import Breach, rule
from jixiao.rules.topics import Value, mentions, stated_number, value_of

_SHOWN = 12
_BASIS = "报告与附件数据一致"


class _Typed(Struct, frozen=True):
    """A number typed by hand: what the forms know of it, the topic or the indicator whose number it states, if any.

    ``open`` is whether it may be a number of the forms that is still to be filled in.
    """

    numeral: Numeral
    known: tuple[tuple[Kinship, Known], ...]
    topic: Topic | None
    indicator: Known | None
    open: bool = False

    @property
    def unexplained(self) -> bool:
        return not self.known and self.topic is None and self.indicator is None and not self.open


@listed_once
def _typed(book: PrintedPackage) -> Iterator[tuple[PrintedPassage, list[_Typed]]]:
    """Yield the paragraphs that hold numbers typed by hand and not declared, with these."""
    plain = [str(phrase) for phrase in book.dossier.form_set.checks.plain_numbers]
    free = [(paragraph, found) for paragraph in book.paragraphs if (found := free_numerals(paragraph, plain))]
    numbers = known_numbers(book) if free else ()
    unknown = open_numbers(book) if free else OpenNumbers(frozenset(), ())
    stated = _stated(book) if free else {}
    for paragraph, found in free:
        yield (
            paragraph,
            [
                _Typed(
                    one,
                    known=_kin(one, numbers),
                    topic=stated.get((paragraph, one.start)),
                    indicator=_counted(paragraph, one, numbers),
                    open=unknown.may_hold(one, paragraph.text[one.stop :]),
                )
                for one in found
            ],
        )


_UNITS = {"万元": "万元", "人": "人", "名": "人", "%": RATE}


def _stated(book: PrintedPackage) -> dict[tuple[PrintedPassage, int], Topic]:
    """Return the topics whose number the report states in so many words, by paragraph and where the number stands."""
    stated: dict[tuple[PrintedPassage, int], Topic] = {}
    for mention in mentions(book):
        found = stated_number(mention)
        figure = book.figures.get(str(mention.topic.reference))
        if found is not None and figure is not None and _UNITS.get(found[2]) == figure.unit:
            stated[mention.paragraph, found[0]] = mention.topic
    return stated


def _counted(paragraph: PrintedPassage, numeral: Numeral, numbers: tuple[Known, ...]) -> Known | None:
    """Return the indicator that counts the same thing with another result; None if there is none, or it agrees."""
    after = paragraph.text[numeral.stop :]
    same = [one for one in numbers if one.unit == numeral.unit and same_matter(after, one)]
    unnamed = [one for one in numbers if one.unit == numeral.unit and one.about is None]
    agrees = any(one.amount == numeral.amount for one in (*same, *unnamed))
    return None if numeral.approximate or agrees or not same else same[0]


def _kin(numeral: Numeral, numbers: tuple[Known, ...]) -> tuple[tuple[Kinship, Known], ...]:
    kin = [(how, one) for one in numbers if (how := kinship(numeral, one)) is not None]
    order = list(Kinship)
    best = min((order.index(how) for how, _ in kin), default=0)
    return tuple((how, one) for how, one in kin if order.index(how) == best)


@rule(
    "P501",
    "报告里的数字引用数据或声明为事实数字",
    severity=Severity.HINT,
    basis=_BASIS,
    remedy="表上有的数写成引用；只在文字里有的，在该段下面单独加一行声明，声明不印出。",
    example="报告 六 第6段有没有引用数据、也没有声明的数字：1200㎥、10多万卷、1.5万册。",
)
def numbers_are_bound_or_declared(book: PrintedPackage) -> Iterator[Breach]:
    """Yield paragraphs with numbers that neither came from data nor were declared as plain text."""
    for paragraph, typed in _typed(book):
        phrases = list(dict.fromkeys(one.numeral.phrase for one in typed if one.unexplained))
        if phrases:
            more = f"等 {len(phrases)} 个" if len(phrases) > _SHOWN else ""
            yield Breach(
                paragraph.where,
                place=paragraph.place,
                found=f"{paragraph.spoken}有没有引用数据、也没有声明的数字：{'、'.join(phrases[:_SHOWN])}{more}",
                expected=f"写成引用 {{{{ … }}}}，或在该段下面加一行：{format_declaration(phrases)}",
                printed=(paragraph.spoken,),
                seen=tuple(phrases),
            )


@rule(
    "P502",
    "表上有的数不手抄",
    severity=Severity.WARNING,
    basis=_BASIS,
    remedy="是同一个数的，改成引用，数据改了报告跟着改；不是同一个数的，在该段下面单独加一行声明为事实数字。",
    example="报告 二（二）第3段手写 588.65万元，与项目支出.决算 588.56万元只有相邻两位颠倒。",
)
def known_numbers_are_not_typed(book: PrintedPackage) -> Iterator[Breach]:
    """Yield numbers typed by hand that equal or nearly equal a figure of the forms."""
    for paragraph, typed in _typed(book):
        for one in typed:
            if one.known and one.topic is None:
                how, _ = one.known[0]
                found = [known for _, known in one.known]
                yield Breach(
                    f"{paragraph.where} {one.numeral.phrase}",
                    place=paragraph.place,
                    found=f"{paragraph.spoken}手写 {one.numeral.phrase}，{_told(book, found[0])}{how}",
                    expected=_instead(found),
                    printed=tuple(dict.fromkeys((paragraph.spoken, *book.printed_in(found[0].path)))),
                    seen=(one.numeral.phrase, found[0].path, found[0].printed),
                )


def _told(book: PrintedPackage, known: Known) -> str:
    where = next(iter(book.printed_in(known.path)), "")
    return f"“{known.path}” {known.printed}" + (f"（{where}）" if where else "")


def _instead(found: list[Known]) -> str:
    references = list(dict.fromkeys(f"{{{{ {one.reference} }}}}" for one in found))
    return "是同一个数的写 " + " 或 ".join(references[:3])


@rule(
    "P503",
    "声明的事实数字都在该段里",
    severity=Severity.HINT,
    basis=_BASIS,
    remedy="文字改了的，把声明改成现在的写法；不再需要的删去。",
    example="声明了“1200㎥”，它上面的一段里没有这个数字。",
)
def declarations_are_met(book: PrintedPackage) -> Iterator[Breach]:
    """Yield declared numbers that do not stand in their paragraph.

    Where another number of the same thing stands there, undeclared, one of the two was mistyped.
    """
    plain = [str(phrase) for phrase in book.dossier.form_set.checks.plain_numbers]
    for paragraph in book.paragraphs:
        for one in () if paragraph.is_open() else paragraph.declared:
            if any(char.isdigit() for char in one.phrase) and occurrences(paragraph.text, one.phrase):
                continue
            units = {each.unit for each in numerals(one.phrase)} - {""}
            instead = next((each for each in free_numerals(paragraph, plain) if each.unit in units), None)
            yield Breach(
                f"{paragraph.where} {one.phrase}",
                place=one.place if instead is None else paragraph.place,
                found=f"声明了事实数字“{one.phrase}”，{paragraph.spoken}里没有"
                + (f"，写的是 {instead.phrase}" if instead else ""),
                expected="照该段的写法，如 1200㎥" if instead is None else f"两处同为 {one.phrase} 或 {instead.phrase}",
                printed=(paragraph.spoken,),
                severity=Severity.WARNING if instead else None,
                seen=(one.phrase, instead.phrase) if instead else (one.phrase,),
            )


@rule(
    "P504",
    "报告写明的数与表一致",
    severity=Severity.WARNING,
    basis=_BASIS,
    remedy="改成引用，数据改了报告跟着改；说的是另一回事的，换一种叫法，或在该段下面声明为事实数字。",
    example="报告 一 第2段手写“在职人员19人”，附件1为 21。",
)
def stated_numbers_agree(book: PrintedPackage) -> Iterator[Breach]:
    """Yield numbers typed by hand right after the name of what the forms hold."""
    for paragraph, typed in _typed(book):
        for one in typed:
            if one.topic is not None:
                yield from _topic_breach(book, paragraph, one.numeral, one.topic)


def _topic_breach(book: PrintedPackage, paragraph: PrintedPassage, numeral: Numeral, topic: Topic) -> Iterator[Breach]:
    name = str(topic.aliases[0])
    known = list(_values(book, topic, name))
    same = next((path for path, value in known if _says(numeral, value)), None)
    if same is None and _is_open(book, topic):
        return
    told = "、".join(value.spoken for _, value in known)
    yield Breach(
        f"{paragraph.where} {name}",
        place=paragraph.place,
        found=f"{paragraph.spoken}手写{name} {numeral.phrase}，"
        + ("应写成引用" if same else f"与表上的都不同：{told}"),
        expected=f"{{{{ {same or topic.reference} }}}}",
        printed=tuple(dict.fromkeys((paragraph.spoken, *book.printed_in(str(topic.reference))))),
        seen=(numeral.phrase, *(plain(value.amount) for _, value in known)),
    )


def _values(book: PrintedPackage, topic: Topic, name: str) -> Iterator[tuple[str, Value]]:
    """Yield what the forms hold on a topic by path: this year's figure, last year's, its limits."""
    called = [(str(topic.reference), name), *((str(one.reference), str(one.aliases[0])) for one in topic.limits)]
    if topic.prior:
        called.insert(1, (str(topic.prior), "上年"))
    for path, words in called:
        value = value_of(book, path, words)
        if value is not None:
            yield path, value


def _is_open(book: PrintedPackage, topic: Topic) -> bool:
    """Return whether something that the forms hold on a topic is still to be filled in."""
    paths = (topic.reference, topic.prior, *(one.reference for one in topic.limits))
    figures = (book.figures.get(str(path)) for path in paths if path)
    return any(figure.unknown for figure in figures if figure)


def _says(numeral: Numeral, value: Value) -> bool:
    number = numeral.amount / (Decimal(10_000) if numeral.unit == "元" else Decimal(100) if numeral.unit == "%" else 1)
    return number == value.amount


@rule(
    "P510",
    "报告与指标说的数量一致",
    severity=Severity.HINT,
    basis="自评报告与自评表一致",
    remedy="同一件事的，统一两处的数；不是同一件事的，在该段下面声明为事实数字。",
    example="报告 六 第8段写 5本书籍，附件2“编纂书籍”为 1本。",
)
def counts_agree_with_indicators(book: PrintedPackage) -> Iterator[Breach]:
    """Yield counts of things that an indicator counts too, with another result."""
    for paragraph, typed in _typed(book):
        for one in typed:
            if one.indicator is not None and not one.known and one.topic is None and not one.open:
                known = one.indicator
                where = next(iter(book.printed_in(known.path)), "")
                yield Breach(
                    f"{paragraph.where} {one.numeral.phrase}",
                    place=paragraph.place,
                    found=f"{paragraph.spoken}写“{paragraph.text[one.numeral.start : one.numeral.stop + 12]}……”，"
                    f"{where}“{known.about}”为 {known.printed}",
                    expected=f"两处一致，或写 {{{{ {known.reference} }}}}",
                    printed=tuple(dict.fromkeys((paragraph.spoken, where))),
                    seen=(one.numeral.phrase, known.path, known.printed),
                )
