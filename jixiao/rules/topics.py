"""What the report says of a known matter: 在职人员数少于编制数, 三公经费较上年降低28%, 退休人员21人.

A claim is read only where its grammar is unmistakable: the matter opens a clause, nothing but fillers
stands between its parts, and the sentence neither plans nor demands. The matters are the form set's.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from jixiao.model.formset import Topic
from jixiao.render.passages import PrintedPassage
from jixiao.rules.interval import Interval
from jixiao.rules.printed_package import PrintedPackage, listed_once

# “三公”经费 and 三公经费 are the same: sentences are read without their quotation marks.
_QUOTES = "“”\"'‘’"
_NUMBER = r"[0-9]++(?:\.[0-9]++)?"
_SENTENCE = re.compile(r"[^。；;！!？?\n]+")
_PLANS = re.compile(
    r"下一?步|今后|明年|将|拟|计划|力争|争取|确保|应当?|需要?|预计|建议|要求|努力|打算|目标是|如果?|若|不得|上半年|季度|[0-9]月"
)
_PLAN_SECTIONS = re.compile(r"下一?步|改进|打算|建议|计划")
_ENDS = r"(?=[，,、（）()：:]|$)"


class Is(StrEnum):
    """How the report says that a figure stands to another."""

    MORE = "大于"
    LESS = "小于"
    AT_MOST = "不大于"
    EQUAL = "等于"


_HOLDS = {Is.MORE: operator.gt, Is.LESS: operator.lt, Is.AT_MOST: operator.le, Is.EQUAL: operator.eq}
_DIRECTIONS = {
    Is.MORE: "增长|增加|上升|提高|上涨|增多|攀升|提升",
    Is.LESS: "降低|减少|下降|压减|缩减|下滑|回落|压缩",
    Is.EQUAL: "持平|一致|相同|没有变化|无变化|保持不变",
    Is.AT_MOST: "只减不增",
}
_COMPARISONS = {
    Is.AT_MOST: "未超过?|没有超过?|不超过?|未突破|没有突破|未超出|没有超出|不高于|不多于|不大于",
    Is.LESS: "少于|低于|小于",
    Is.MORE: "多于|高于|大于|超过|超出|超",
    Is.EQUAL: "等于",
}
_AGAINST_BUDGET = {Is.MORE: f"{_DIRECTIONS[Is.MORE]}|超支", Is.LESS: f"{_DIRECTIONS[Is.LESS]}|节约|节省|节支"}
_MOVING = re.compile("|".join(_DIRECTIONS.values()))
_COMPARED = re.compile("|".join([*_COMPARISONS.values(), "控制|保持|限定|[与和较比]"]))
_CALLED = "总额|总数|额度|批复数?|数"


class Value(Struct, frozen=True):
    """A figure as printed: what it is called, its value, interval and words with the place."""

    name: str
    amount: Decimal
    interval: Interval
    printed: str
    where: str

    @property
    def spoken(self) -> str:
        """The figure for sentences: 编制 21（附件1）."""
        return f"{self.name} {self.printed}" + (f"（{self.where}）" if self.where else "")


# A number, how many decimals were written, and its unit.
Change = tuple[Decimal, int, str]


class TopicClaim(Struct, frozen=True):
    """A comparison the report makes: ``this`` is said to stand to ``that`` so, by ``changes`` if it says how much."""

    paragraph: PrintedPassage
    words: str
    this: Value
    relation: Is
    that: Value
    changes: tuple[Change, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the figures printed say the same."""
        return bool(_HOLDS[self.relation](self.this.amount, self.that.amount))


class Mention(Struct, frozen=True):
    """A topic called ``name`` at the head of a clause, which ``start``s there in the paragraph's text.

    ``rest`` is the sentence after it without quotation marks, ``places`` where each of its characters stands.
    """

    paragraph: PrintedPassage
    topic: Topic
    name: str
    start: int
    rest: str
    places: tuple[int, ...]


@listed_once
def find_mentions(package: PrintedPackage) -> Iterator[Mention]:
    """Yield where the report names a topic, apart from headings, plans and demands."""
    topics = {_bare(alias): topic for topic in package.dossier.form_set.checks.topics for alias in topic.aliases}
    if not topics:
        return
    pattern = _opening(topics, str(package.dossier.year))
    plans = {f"报告 {one.number}" for one in package.dossier.sections if _PLAN_SECTIONS.search(one.title)}
    for paragraph in package.paragraphs:
        if paragraph.where in plans or paragraph.text.startswith("#"):
            continue
        for sentence in _SENTENCE.finditer(paragraph.text):
            if _PLANS.search(sentence[0]) or paragraph.is_open(*sentence.span()):
                continue
            places = tuple(at for at in range(*sentence.span()) if paragraph.text[at] not in _QUOTES)
            for match in pattern.finditer(_bare(sentence[0])):
                start = places[match.start("topic")]
                start -= start > 0 and paragraph.text[start - 1] in _QUOTES
                name, rest = match["topic"], match.string[match.end() :]
                yield Mention(paragraph, topics[name], name, start, rest=rest, places=places[match.end() :])


_WITHOUT_QUOTES = str.maketrans("", "", _QUOTES)


def _bare(words: str) -> str:
    return words.translate(_WITHOUT_QUOTES)


def _named(aliases: Iterable[str]) -> str:
    return "|".join(re.escape(alias) for alias in sorted(aliases, key=lambda alias: (-len(alias), alias)))


def _opening(topics: dict[str, Topic], year: str) -> re.Pattern[str]:
    fillers = (
        rf"{year}\s*年度?(?:年?[末底])?|[0-9]{{1,3}}\s*\\?[.．、]|全年|本年度?|当年|今年|年[末底]|"
        r"[我本](?:馆|局|委|办|院|校|站|部|会|所|队|中心|单位|部门)|单位|部门|其中|另外|同时|此外|并且|且|实际|实有|现有"
    )
    return re.compile(rf"(?:^|(?<=[，,：:、（(|]))\s*(?:(?:{fillers})[：:]?\s*){{0,4}}(?P<topic>{_named(topics)})")


_FILLERS = (
    r"(?:支出|经费|费用|费|总额|总数|总量|合计|共计|决算数|决算|金额|规模|人数|数量|数|实际|总体|全年|共|均|都|也|的|为|是|"
    rf"[（(][^（）()]{{0,20}}[）)]|{_NUMBER}\s*(?:万元|亿元|元|人|名|%)?|[，,]|\s){{0,8}}"
)
_ADVERBS = (
    r"(?:有所|略有|均|都|也|明显|大幅度?|显著|逐年|持续|稳步|实际|进一步|总体|小幅|相应|实现了?|做到了?|严格){0,3}"
)
_CHANGE = (
    rf"(?:了?(?P<change>{_NUMBER})\s*(?P<unit>万元|元|人|%)(?!以|左右|多|余)"
    rf"(?:[，,、（(]\s*(?:[增降减]幅|变动率|{'|'.join(_DIRECTIONS[one] for one in (Is.MORE, Is.LESS))})(?:为|达|达到)?"
    rf"(?P<rate>{_NUMBER})\s*%(?!以|左右|多|余))?)?"
)


@listed_once
def find_claims(package: PrintedPackage) -> Iterator[TopicClaim]:
    """Yield every comparison the report makes between figures that are known."""
    limits = [
        str(alias) for one in package.dossier.form_set.checks.topics for limit in one.limits for alias in limit.aliases
    ]
    for mention in find_mentions(package):
        this = read_value(package, str(mention.topic.reference), mention.name)
        if this is not None:
            yield from _against_last_year(package, mention, this)
            yield from _against_limits(package, mention, this, _limited(tuple(sorted(set(limits)))))


@lru_cache
def _moved(prior_year: str) -> re.Pattern[str]:
    """Return the pattern of 较上年增长3%, one group for each relation."""
    last_year = rf"(?:上一?年度?|去年|{prior_year}\s*年度?)(?:决算数?|同期|支出|数)?"
    compared = rf"(?:(?:较|比|与|同){last_year}(?:相比)?[，,]?|同比)"
    directions = "|".join(f"(?P<{one.name}>{words})" for one, words in _DIRECTIONS.items() if one is not Is.AT_MOST)
    never_more = rf"(?:{compared})?{_ADVERBS}(?P<{Is.AT_MOST.name}>{_DIRECTIONS[Is.AT_MOST]})"
    return re.compile(rf"{_FILLERS}(?:{compared}{_ADVERBS}(?:{directions})|{never_more}){_CHANGE}")


def _against_last_year(package: PrintedPackage, mention: Mention, this: Value) -> Iterator[TopicClaim]:
    that = read_value(package, str(mention.topic.prior), "上年") if mention.topic.prior else None
    match = _moved(str(package.dossier.prior_year)).match(mention.rest) if _MOVING.search(mention.rest) else None
    if match and that is not None:
        yield _claim(mention, match, this, that)


def _claim(mention: Mention, match: re.Match[str], this: Value, that: Value) -> TopicClaim:
    """Return what the words matched say: which relation, and by how much if they say so."""
    groups = match.groupdict()
    words = mention.paragraph.text[mention.start : mention.places[match.end() - 1] + 1]
    stated = ((groups.get("change"), groups.get("unit") or ""), (groups.get("rate"), "%"))
    changes = tuple((Decimal(number), len(number.partition(".")[2]), unit) for number, unit in stated if number)
    relation = next(kind for kind in Is if groups.get(kind.name))
    return TopicClaim(mention.paragraph, words, this, relation, that=that, changes=changes)


@lru_cache
def _limited(aliases: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of 未超过预算, 控制在预算以内, 与预算持平, 较预算节约3万元 for all that limits are called."""
    named = rf"(?P<limit>{_named(aliases)})(?:{_CALLED})?"
    stated = "|".join(f"(?P<{kind.name}>{words})" for kind, words in _COMPARISONS.items())
    kept = rf"(?P<{Is.AT_MOST.name}>控制|保持|限定)在{named}(?:以内|之内|范围之?内|内)"
    even = rf"[与和]{named}(?P<{Is.EQUAL.name}>一致|相等|持平|相同)"
    moved = "|".join(f"(?P<{kind.name}>{words})" for kind, words in _AGAINST_BUDGET.items())
    apart = rf"(?:较|比|与){named}(?:相比)?[，,]?{_ADVERBS}(?:{moved}){_CHANGE}"
    sentences = (rf"{_ADVERBS}(?:{stated}){named}(?=[0-9]|{_ENDS})", rf"{_ADVERBS}{kept}", rf"{_ADVERBS}{even}", apart)
    return tuple(re.compile(_FILLERS + one) for one in sentences)


def _against_limits(
    package: PrintedPackage, mention: Mention, this: Value, patterns: Iterable[re.Pattern[str]]
) -> Iterator[TopicClaim]:
    if not _COMPARED.search(mention.rest):
        return
    limits = {_bare(alias): limit for limit in mention.topic.limits for alias in limit.aliases}
    for pattern in patterns if limits else ():
        match = pattern.match(mention.rest)
        # The topic's own limit of this name, which may be longer by a word: 预算总额 for 预算.
        called = match["limit"] if match else ""
        limit = limits.get(called) or limits.get(re.sub(f"(?:{_CALLED})$", "", called))
        that = read_value(package, str(limit.reference), str(limit.aliases[0])) if limit else None
        if match and that is not None:
            yield _claim(mention, match, this, that)


def read_value(package: PrintedPackage, path: str, name: str) -> Value | None:
    """Return a figure as printed, under a name; as computed where it is not printed. None if there is no number."""
    printed, figure = package.best(path), package.figures.get(path)
    if printed is not None:
        words, amount = printed.print.printed, printed.amount
        return None if amount is None else Value(name, amount, printed.interval, words, where=printed.spoken)
    if figure is None or figure.literal is not None:
        return None
    words = format(figure.amount.normalize(), "f")
    return Value(name, figure.amount, Interval.exact(figure.amount), words, where="")


_STATED = re.compile(
    r"(?:支出|经费|费用|总额|总数|合计|共计|决算数|决算|人数|数|实际|共有|共|为|是|达到|达|：|:|\s){0,4}"
    rf"(?P<number>{_NUMBER})\s*(?P<unit>万元|人|名|%){_ENDS}"
)


def read_stated_number(mention: Mention) -> tuple[int, Decimal, str] | None:
    """Return where the report states the topic's number in so many words, the number and its unit (退休人员21人，)."""
    match = _STATED.match(mention.rest)
    if match is None:
        return None
    return mention.places[match.start("number")], Decimal(match["number"]), match["unit"]
