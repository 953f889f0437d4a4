"""Names misspelt: a project's, the unit's own; another unit where this one is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from jixiao.figures import TO_FILL_IN
from jixiao.patterns import compile_late
from jixiao.rules.claims import Claim, ClaimKind, Reader, claim
from jixiao.rules.clauses import Sentence
from jixiao.rules.reported_year import ReportedYear
from jixiao.targets.measures import CHARACTER

_LEAST_NAME, _LEAST_UNIT = 6, 4
_PROJECT, _UNIT = "项目", "单位"


def read_names(year: ReportedYear) -> Reader:
    """Return the reader of near misses of projects' names: two characters exchanged, or one of them another."""
    subjects = year.subjects
    if not year.all_named:
        return lambda _: iter(())
    names = sorted(
        {one.name for one in subjects if one.is_project and len(one.name) >= _LEAST_NAME}, key=len, reverse=True
    )
    known = " ".join([*(one.name for one in subjects), *year.former_names])

    def read(sentence: Sentence) -> Iterator[Claim]:
        text = sentence.text
        for name in names:
            if name in text or not (name[:3] in text or name[-3:] in text):
                continue
            near = _near_miss(text, name)
            if near and near not in known:
                yield _misnamed(sentence, near, name, _PROJECT)
                return

    return read


# Who is meant, where a name of the kind stands at the head of a sentence or is said to be ours.
_PUBLIC = "[一-鿿0-9〇]{2,18}?(?:局|委员会|办公室|委|办|馆|院|校|学校|中心|站|所|处|会|厅|部|支队|大队|队|单位)"
_OURS = (
    compile_late(
        rf"^[\s“”]*(?:[0-9]{{4}}年，?)?(?P<name>{_PUBLIC})(?:[（(](?:以下)?(?:简称|称|统称)[：:“”‘’\"]*(?:我|本|单位|部门)|[（(](?:我|本)(?:单位|馆|局|部门|中心))"
    ),
    compile_late(rf"(?:我|本)(?:单位|馆|局|委|办|院|校|中心|站|所|部门)[（(](?P<name>{_PUBLIC})[）)]"),
    compile_late(
        rf"(?:我|本)(?:单位|部门)(?:的)?(?:全称|名称)(?:为|是|：)?[“”\"]?(?P<name>{_PUBLIC})[”\"]?(?=$|[，,。；;])"
    ),
    compile_late(
        rf"^[\s“”]*(?:[0-9]{{4}}年度?，?)?(?P<name>{_PUBLIC})[”\"]?(?:[0-9]{{4}}年度?|本年度?|全年)?(?:部门|单位)?整体支出"
        r"(?:绩效)?(?:自评|评价)?(?:工作)?(?:情况|报告|结果)(?:如下|$|[：:])"
    ),
)
# Who wrote the report; those who look it through have their own names there.
_AUTHOR = compile_late(
    rf"本(?:自评|绩效|自评价|绩效自评)?报告(?:系|是)?由[“”\"]?(?P<name>{_PUBLIC})[”\"]?(?:负责)?(?:编制|编写|撰写|起草|填报)"
)
# What another unit's name stands before where our own numbers follow.
_WITH_NUMBERS = compile_late(
    rf"^[\s“”]*(?:[0-9]{{4}}年度?，?)?(?P<name>{_PUBLIC})[”\"]?(?:[0-9]{{4}}年度?|本年度?|全年|现有|核定|共有|共)*(?=编制|人员编制|在职|支出|部门支出|部门整体|整体支出|基本支出|三公|“三公)"
)
_LEVEL = compile_late("[省市县区州旗盟镇乡]")
_NO_NAME = compile_late(
    "我|本单位|本馆|本局|该|各|全|其|下属|所属|二级|指导|协助|支持|联合|会同|督促|按照|根据|由|对|向|与|和"
)


def read_unit_names(year: ReportedYear) -> Reader:
    """Return the reader of the unit's own name: misspelt, or another unit's where ours is meant."""
    unit = year.unit_name
    if len(unit) < _LEAST_UNIT or TO_FILL_IN in unit:
        return lambda _: iter(())

    def read(sentence: Sentence) -> Iterator[Claim]:
        text = sentence.text
        other = _named_as_ours(text, unit)
        if not other and unit not in text:
            other = _exchanged(text, unit) or _reported_as_ours(text, unit)
        if other and sentence.tokens:
            yield _misnamed(sentence, other, unit, _UNIT)

    return read


def read_units_with_our_numbers(sentence: Sentence, unit: str, readers: Iterable[Reader]) -> Iterator[Claim]:
    """Yield another unit at the head of a sentence whose numbers are our own: two of them, or one in many digits."""
    match = _WITH_NUMBERS.match(sentence.text)
    if match is None or TO_FILL_IN in unit or not _is_another(match["name"], unit):
        return
    start = sentence.start + match.end("name")
    tokens = tuple(one for one in sentence.tokens if one.start >= start)
    rest = sentence.cut(tokens, start=start)
    ours = [one for read in readers for one in read(rest) if one.kind in _OF_FORMS and one.holds]
    if len(ours) > 1 or any(len(one.seen[0]) >= _LEAST_DIGITS for one in ours if one.seen):
        yield _misnamed(sentence, match["name"], unit, _UNIT)


_OF_FORMS = (ClaimKind.NUMBER, ClaimKind.SCORE)
_LEAST_DIGITS = 5


def _misnamed(sentence: Sentence, other: str, name: str, what: str) -> Claim:
    return claim(
        ClaimKind.NAME,
        sentence,
        (0, len(sentence.tokens) - 1),
        holds=False,
        known=f"写作“{other}”，{what}名称是“{name}”",
        should=name,
        seen=(other, name),
    )


@lru_cache(maxsize=4_000)  # a year judged again after an edit has read most of its sentences: 2 of 120 ms
def _named_as_ours(text: str, unit: str) -> str:
    names = (match["name"] for pattern in _OURS for match in pattern.finditer(text))
    by = (match["name"] for match in _AUTHOR.finditer(text) if not _JUDGES.search(match["name"]))
    return next((name for name in (*names, *by) if _is_another(name, unit)), "")


# Another unit of our place, said to be what a unit says of itself alone: what it is, that it judged its own spending.
_OF_ITSELF = compile_late(
    rf"(?:^|(?<=[，,]))[\s“”]*(?:[0-9]{{4}}年度?，?)?(?P<name>{_PUBLIC})[”\"]?(?:(?:属于?|是|为|系)[一-鿿]{{0,12}}(?:单位|机关|部门)(?=$|[，,。；;])"
    r"|对[0-9]{0,4}年?度?[一-鿿]{0,6}整体支出[一-鿿]{0,4}(?:进行|开展)|[一-鿿]{0,8}(?:开展|进行|完成|组织)了?(?:[0-9]{4}年?度?)?(?:部门|本单位|整体支出)*(?:绩效)?自评"
    r"|(?:绩效)?自评(?:工作)?(?:领导)?小组|全体(?:干部|职工|人员)|领导(?:班子)?[一-鿿]{0,8}重视(?:预算)?绩效|[0-9]{4}年度?(?:部门|单位)?[决预]算已|(?:内设|下设|现有)[一-鿿]{0,6}[0-9]*个?(?:科室|股室|机构|处室))"
)
_JUDGES = compile_late("财政|审计|人大|政府|纪委|监委|巡察|机关事务|主管")


def _reported_as_ours(text: str, unit: str) -> str:
    """Return another unit of which a sentence says what only a report of its own would."""
    place = _LEVEL.split(unit)[0]
    for match in _OF_ITSELF.finditer(text):
        name = match["name"]
        if place and name.startswith(place) and _is_another(name, unit) and not _JUDGES.search(name):
            return name
    return ""


def _is_another(name: str, unit: str) -> bool:
    """Return whether a name is another public unit's: of some place, and no shorter or longer form of ours."""
    bare = _LEVEL.split(unit)[-1]
    is_ours = name in unit or unit in name or (len(bare) > 1 and name.endswith(bare))
    return not is_ours and _LEVEL.search(name) is not None and _NO_NAME.search(name) is None


def _exchanged(text: str, name: str) -> str:
    """Return a piece of a text that is a name but for two neighbouring characters exchanged; "" where none is."""
    pairs = (name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in range(len(name) - 1))
    return next((piece for piece in pairs if piece != name and piece in text), "")


def _near_miss(text: str, name: str) -> str:
    size = len(name)
    for at in range(len(text) - size + 1):
        if text[at : at + 2] != name[:2] and text[at + size - 2 : at + size] != name[-2:]:
            continue
        piece = text[at : at + size]
        wrong = [place for place in range(size) if piece[place] != name[place]]
        is_swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1
        if is_swapped and piece[wrong[0]] == name[wrong[1]] and piece[wrong[1]] == name[wrong[0]]:
            return piece
        if name.endswith("项目") and piece.endswith(("科目", "栏目", "条目")):
            continue  # the account of that name
        if len(wrong) == 1 and size > _LEAST_NAME and re.fullmatch(CHARACTER, piece[wrong[0]]):
            return piece
    return ""
