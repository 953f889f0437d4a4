"""G…: persons and private matters in what will be published; hints only, for people to decide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jixiao.findings import Severity, quoted
from jixiao.rules.judged_text import JudgedText, find_holding, find_occurring
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.registry import Breach, rule
from jixiao.rules.writing import cut_around, name_text
from jixiao.source.punctuation import is_han

# The commonest family names; a name without one of them goes unnoticed rather than a word be taken for a name.
_FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范廖"
    "石贾夏韦傅方邹熊孟秦邱江尹薛阎段雷侯龙史陶黎贺顾毛郝龚邵钱严覃戴莫孔汤易乔赖文柳饶"
)
_COMPOUND = "欧阳|司马|上官|诸葛|皇甫|夏侯|慕容|司徒"
_LABEL = "(?:姓名|联系人|经办人|负责人|责任人|主讲人|作者)："
_INTRODUCED = _LABEL + r"[\u4e00-\u9fff]{2,4}(?=$|[，。；、（\s])"
# Words that begin like a family name.
_NO_NAMES = "任何|方面|高龄|高级|高校|文艺|石油|江西|江苏|龙头|任课|任职|曾经|周边|范围"


def _told(judged: JudgedText, matches: Iterable[re.Match[str]], what: str, should: str) -> Iterator[Breach]:
    found = [match for match in matches if judged.owns(match.start(), match.end())]
    if found:
        words = dict.fromkeys(quoted(match.group()) for match in found)
        at = found[0].start()
        context = quoted(cut_around(judged.text.replace("\n", " "), at, found[0].end()))
        told = f"{name_text(judged)}{what}{'、'.join(words)}（{context}）"
        yield judged.spot(at).breach(told, should, seen=tuple(dict.fromkeys(match.group() for match in found)))


@rule("G801", Severity.HINT)
def persons_are_not_named(package: PrintedPackage) -> Iterator[Breach]:
    """Yield texts that name a person: by a form of address, after 姓名 or 联系人, or one who is named in the data."""
    address = [
        re.escape(one) for one in find_occurring(package, package.dossier.form_set.checks.persons.forms_of_address)
    ]
    persons = [re.escape(one) for one in _known_persons(package)]
    name = rf"(?:(?:{_COMPOUND})[\u4e00-\u9fff]{{1,2}}|[{_FAMILY}][\u4e00-\u9fff]{{1,2}}?)"
    patterns = [rf"(?!{_NO_NAMES}){name}(?:{'|'.join(address)})"] if address else []
    patterns += persons
    for judged in _published(package, re.compile("|".join((_LABEL, *address, *persons)))):
        matches = [
            *_introduced(judged.text),
            *(match for pattern in patterns for match in re.finditer(pattern, judged.text)),
        ]
        yield from _told(judged, sorted(matches, key=lambda match: match.start()), "写到个人", "不指明个人，或确需写明")
    yield from _named_elsewhere(package, package.submission.unit.filled_by.path, "填表人姓名")


def _introduced(text: str) -> Iterable[re.Match[str]]:
    # A class of all Chinese characters takes long to compile: not before a text has what stands before it.
    return re.finditer(_INTRODUCED, text) if re.search(_LABEL, text) else ()


def _known_persons(package: PrintedPackage) -> list[str]:
    unit = package.submission.unit
    if unit.unit_name.unknown:
        return []
    # A unit may answer for its waivers as such.
    named = {str(unit.filled_by), *(str(waiver.by) for waiver in package.submission.waivers)} - {str(unit.unit_name)}
    return sorted(name for name in named if _is_name(name))


def _is_name(words: str) -> bool:
    return 2 <= len(words) <= 6 and all(is_han(one) or one == "·" for one in words)


def _published(package: PrintedPackage, mark: re.Pattern[str]) -> Iterator[JudgedText]:
    """Yield the passages with a mark, but for those that name and number who is to be asked."""
    unit = package.submission.unit
    by_design = {unit.filled_by.path, unit.telephone.path, unit.unit_name.path}
    return (judged for judged in find_holding(package, mark) if judged.subject not in by_design)


def _named_elsewhere(package: PrintedPackage, path: str, what: str) -> Iterator[Breach]:
    allowed = tuple(str(one) for one in package.dossier.form_set.checks.persons.allowed_in)
    for printed in package.text_prints.get(path, ()):
        if not printed.where.startswith(allowed) and not printed.unknown:
            place = next(text.place for text in package.texts if text.path == path)
            words = f"{printed.spoken}印出{what}{quoted(printed.printed)}"
            should = f"只印在{'、'.join(allowed)}"
            yield Breach(
                f"{printed.where}：{path}", place, words, should, printed=(printed.spoken,), seen=(printed.printed,)
            )


@rule("G802", Severity.HINT)
def numbers_of_persons_stay_out(package: PrintedPackage) -> Iterator[Breach]:
    """Yield texts with a telephone, identity card, account or e-mail, and a mobile phone as the unit's telephone."""
    unit = package.submission.unit
    known = _NOT_THERE if unit.telephone.unknown else re.escape(unit.telephone)
    telephone = re.compile(rf"(?<![0-9.]){known}(?![0-9.])")
    for judged in _published(package, re.compile(f"{_LIKELY}|{telephone.pattern}")):
        matches = [*_NUMBERS.finditer(judged.text), *telephone.finditer(judged.text)]
        yield from _told(judged, matches, "写到号码", "不写个人号码")
    if _MOBILE.search(unit.telephone):
        words = f"联系电话{quoted(unit.telephone)}是手机号码"
        phone = unit.telephone
        yield package.spot(phone).breach(words, "单位的办公电话", seen=(str(phone),))
    yield from _named_elsewhere(package, unit.telephone.path, "联系电话")


_NOT_THERE = "(?!)"
_MOBILE = re.compile(r"(?<![0-9.])1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}(?![0-9.])")
# What each of the following has.
_LIKELY = "[0-9]{4}[- ]?[0-9]{3}|@"
_NUMBERS = re.compile(
    rf"{_MOBILE.pattern}"
    r"|(?<![0-9.])[1-9][0-9]{16}[0-9Xx](?![0-9])"
    r"|(?<![0-9.])[0-9]{16,19}(?![0-9])"
    r"|(?<![0-9.])0[0-9]{2,3}-[0-9]{7,8}(?![0-9])"
    r"|(?<![A-Za-z0-9._-])[A-Za-z0-9._-]++@[A-Za-z0-9-]+\.[A-Za-z.]+"
)


@rule("G803", Severity.HINT)
def private_matters_stay_out(package: PrintedPackage) -> Iterator[Breach]:
    """Yield texts with words for private matters, as the form set lists them."""
    words = [re.escape(one) for one in find_occurring(package, package.dossier.form_set.checks.persons.private_words)]
    if words:
        pattern = re.compile("|".join(words))
        for judged in _published(package, pattern):
            yield from _told(judged, pattern.finditer(judged.text), "写到个人私事", "不涉及个人私事")
