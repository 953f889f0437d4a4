"""Counts against what they count: lists in the sentence, projects of the year; nothing, most, all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from msgspec.structs import replace

from jixiao.rules.claim_subjects import Held, Subject
from jixiao.rules.claim_words import Column
from jixiao.rules.claims import Claim, ClaimKind, Letters, Reader, claim
from jixiao.rules.clauses import Sentence
from jixiao.rules.prose_numerals import Numeral
from jixiao.rules.reported_year import ReportedYear

_OPENS = re.compile(r"[^0-9，,。；;：:（(、]{0,14}(?:[：:（(]|[，,]?(?:分别(?:是|为)|即(?!将)|包括)[：:]?)")
_TITLES = re.compile(r"《[^《》]{1,60}》")
_AND = re.compile("以及|和|及|与")
_BEFORE_ETC = re.compile(r"(?P<items>[^，,。；;：:！\n]{3,160})等$")
_COUNTERS = frozenset("个项场家次期本部类种座处支篇份条名人件台套块幅张")
_NONE = Letters("S", r"^[Ca]*Z(?P<name>S)C*(?=$|[,()])|(?:^|(?<=[,+(]))(?P<first>S)C*(?:0|Z)C*(?=$|[,()])")
_MOST = Letters(
    "S",
    r"^(?:J|q|,|x,|N,)*(?P<name>S)(?P<column>C*)(?P<way>[MW])(?=$|[,()])|^(?P<before>C*)(?P<sort>[MW])x?(?P<last>S)(?=$|[,()])",
)
_MOST_OF_PARTS = Letters(
    "S", r"^(?P<before>x?)(?P<whole>S)C*(?P<between>x?)C*,?(?P<name>S)(?P<column>C*)w?(?P<way>[MW])(?=$|[,()])"
)
_AMONG = re.compile(r"(?:在|[各几]项|各类|构成|组成|[中里内]|以)*")
_ALL = Letters("J", r"J,?(?P<column>C+)a?x?(?P<verb>[Cm]*)(?P<number>N)")
_AT_LEAST = re.compile(r"\s*(?:及|或)?以上")
_OF_ALL = re.compile(
    r"(?:本?(?:单位|部门|馆|局|委|院|校|中心)(?:共?有|共安排|共实施)|(?<![新增])共(?:有|安排|实施|涉及)?|安排|全部|实施|自评的?|^\s*)"
    r"(?:预算)?(?:项目(?:支出)?(?:共计?|有|共有|为)?)?$"
)
_PROJECTS = re.compile(r"(?:预算|支出)?项目|(?=[，,。；;]|$)")
_PART = re.compile(r"其中|新增|重点|结束|部分|有的|另|延续|上年|去年|改造|维修|基建|科研|课题")


def read_counts(year: ReportedYear) -> Reader:
    """Return the reader of counts of one year: it knows the projects."""
    ranked, count = _projects(year), year.project_count

    def read(sentence: Sentence) -> Iterator[Claim]:
        if "N" in sentence.letters:
            yield from _lists(sentence)
            yield from _numbers_of_projects(sentence, count) if count is not None else ()
            yield from _all_reach(sentence, ranked)
        if "S" in sentence.letters and not set("HYQPL") & set(sentence.letters):
            yield from _nothing(sentence)
            yield from _extremes(sentence, ranked)
            yield from _extreme_parts(sentence, year)

    return read


def _projects(year: ReportedYear) -> tuple[Subject, ...]:
    found = tuple(one for one in year.subjects if one.is_project)
    numbers = (held for one in found for each in one.columns.values() for held in each)
    return () if not year.all_named or any(one.is_open for one in numbers) else found


def _lists(sentence: Sentence) -> Iterator[Claim]:
    text = sentence.paragraph.text
    for at, token in enumerate(sentence.tokens):
        if token.letter != "N":
            continue
        number = sentence.number(at)
        if number.unit[:1] not in _COUNTERS or number.places or number.approximate or number.scale != 1:
            continue
        yield from _list_behind(sentence, at, number, text)
        yield from _list_before(sentence, at, number, text)


def _list_behind(sentence: Sentence, at: int, number: Numeral, text: str) -> Iterator[Claim]:
    """Yield a count with its list: 4个科室：甲、乙、丙、丁."""
    opened = _OPENS.match(text, number.stop, sentence.end)
    if opened is None:
        return
    items = re.split(r"[。；;，,：:（）()]", text[opened.end() : sentence.end])[0].strip()
    counts = _count_items(items)
    if counts and not re.search("[0-9]|等$|等[^、]{0,8}$", items):
        holds = int(number.number) in counts
        yield _counted(
            sentence,
            at,
            number,
            many=sorted(counts)[-1],
            words=f"{text[number.start : opened.end()]}{items}",
            holds=holds,
        )


def _count_items(items: str) -> set[int]:
    """Return how many items a list may have, for 和 may stand in one; none where it is no list."""
    bare = re.sub(r"》\s*[和及与、]?\s*《", "》、《", items)
    titles = _TITLES.findall(bare)
    if titles and not _TITLES.sub("", bare).replace("、", "").strip():
        return {len(titles)} if len(titles) > 1 else set()
    masked = _TITLES.sub("〇", bare)
    pieces = [piece for piece in masked.split("、") if piece.strip()]
    if len(pieces) < 2 or any(len(piece) > 24 for piece in pieces):
        return set()
    inner = len(_AND.findall(masked))
    return set(range(len(pieces), len(pieces) + inner + 1))


def _list_before(sentence: Sentence, at: int, number: Numeral, text: str) -> Iterator[Claim]:
    """Yield a count behind its list: 甲、乙、丙等3个; it may count more than are named, never fewer."""
    match = _BEFORE_ETC.search(text, sentence.start, number.start)
    if match is None:
        return
    counts = _count_items(match["items"])
    if counts and not re.search("[0-9]", _TITLES.sub("", match["items"])):
        least = min(counts)
        yield _counted(
            sentence, at, number, many=least, words=text[match.start() : number.stop], holds=number.number >= least
        )


def _counted(sentence: Sentence, at: int, number: Numeral, many: int, words: str, *, holds: bool) -> Claim:
    known = f"所列有 {many} 个"
    told = claim(
        ClaimKind.COUNT,
        sentence,
        (at, at),
        holds=holds,
        known=known,
        should=f"{many}{number.unit}",
        seen=(number.phrase, str(many)),
    )
    return replace(told, words=words, number=-1)


def _numbers_of_projects(sentence: Sentence, count: int) -> Iterator[Claim]:
    """Yield how many projects the unit is said to have."""
    text = sentence.paragraph.text
    if _PART.search(sentence.text):
        return
    for at, token in enumerate(sentence.tokens):
        if token.letter != "N" or sentence.number(at).unit != "个":
            continue
        number, before = sentence.number(at), text[sentence.start : token.start]
        behind = _PROJECTS.match(text, token.end)
        of_all = _OF_ALL.search(before)
        is_named = "项目" in (of_all[0] if of_all else "") or bool(behind and behind[0])
        if behind and of_all and is_named and not number.approximate and not set("HYQPL") & set(sentence.letters):
            if behind[0] and not re.match(
                r"(?:支出|资金)?(?:[，,。；;均都全]|$)", text[behind.end() : behind.end() + 3]
            ):
                continue
            yield claim(
                ClaimKind.COUNT,
                sentence,
                (at, at),
                holds=number.number == count,
                known=f"填报了 {count} 个项目",
                should=f"{count}个",
                seen=(number.phrase, str(count)),
            )


def _nothing(sentence: Sentence) -> Iterator[Claim]:
    for match in _NONE.finditer(sentence.letters):
        at = match.start("name") if match["name"] else match.start("first")
        subject = sentence.subject(at)
        named = {one.value for one in sentence.tokens[match.start() : match.end()] if isinstance(one.value, Column)}
        held = [one for one in subject.columns.get(Column.FINAL, ()) if one.unit == "元"]
        if held and not any(one.is_open for one in held) and not named - {Column.FINAL}:
            holds = any(amount == 0 for one in held for amount in one.amounts)
            yield claim(
                ClaimKind.NONE,
                sentence,
                (match.start(), match.end() - 1),
                holds=holds,
                known=f"{subject.name} {held[0].spoken}",
                should="有支出的如实写明",
                seen=(held[0].words,),
            )


def _extremes(sentence: Sentence, ranked: tuple[Subject, ...]) -> Iterator[Claim]:
    """Yield which project is said to have most or least of something."""
    for match in _MOST.finditer(sentence.letters):
        subject = sentence.subject(match.start("name") if match["name"] else match.start("last"))
        group = "column" if match["name"] else "before"
        named = {sentence.tokens[at].value for at in range(*match.span(group))} or {Column.FINAL}
        column = next(iter(named))
        if not subject.is_project or len(named) > 1 or not isinstance(column, Column):
            continue
        is_most = (match["way"] or match["sort"]) == "M"
        yield from _extreme(sentence, match, subject, column=column, among=(ranked, max if is_most else min))


def _extreme(
    sentence: Sentence,
    match: re.Match[str],
    subject: Subject,
    column: Column,
    among: tuple[tuple[Subject, ...], Callable[..., Subject]],
) -> Iterator[Claim]:
    ranked, pick = among
    held = {one.name: one.columns[column] for one in ranked if column in one.columns}
    if subject.name not in held or len({each[0].path for each in held.values()}) < 2:
        return
    best = pick((one for one in ranked if one.name in held), key=lambda one: held[one.name][0].exact)
    own, top = held[subject.name][0], held[best.name][0]
    known = f"{best.name}{column.value} {top.spoken}，{subject.name} {own.spoken}"
    yield claim(
        ClaimKind.EXTREME,
        sentence,
        (match.start(), match.end() - 1),
        holds=own.exact == top.exact,
        known=known,
        should=best.name,
        seen=(subject.name, best.name),
    )


def _extreme_parts(sentence: Sentence, year: ReportedYear) -> Iterator[Claim]:
    """Yield which line of a whole is said to be the largest or smallest: 三公经费中，公务接待费支出最多."""
    for match in _MOST_OF_PARTS.finditer(sentence.letters):
        around = (at for group in ("before", "between") for at in range(*match.span(group)))
        named = {sentence.tokens[at].value for at in range(*match.span("column"))}
        whole, part = (sentence.subject(match.start(group)) for group in ("whole", "name"))
        if named - {Column.FINAL} or not all(_AMONG.fullmatch(sentence.words(at, at)) for at in around):
            continue
        parts = _parts_of(year, whole)
        own = next((held for held in part.columns.get(Column.FINAL, ()) if held.path in parts), None)
        if own is None or any(held.is_open for held in parts.values()):
            continue
        # A line without money is none of those that are compared; one that sums up others stands for them.
        others = [held for held in parts.values() if held.exact and year.figures[held.path].entered] or [own]
        best = (max if match["way"] == "M" else min)((own, *others), key=lambda held: held.exact)
        yield claim(
            ClaimKind.EXTREME,
            sentence,
            (match.start(), match.end() - 1),
            holds=own.exact == best.exact,
            known=f"{best.path} {best.spoken}，{part.name} {own.spoken}",
            should="与各项的数相符",
            seen=(part.name, best.words),
        )


def _parts_of(year: ReportedYear, whole: Subject) -> dict[str, Held]:
    """Return the outturns of the lines right below a whole's, by path."""
    paths = [held.path.rpartition(".") for held in whole.columns.get(Column.FINAL, ()) if held.unit == "元"]
    patterns = [re.compile(rf"{re.escape(row)}\.[^.]+\.{re.escape(column)}") for row, _, column in paths if row]
    below = (path for path in year.figures for pattern in patterns if pattern.fullmatch(path))
    return {path: held for path in below if (held := year.hold(path)) is not None}


def _all_reach(sentence: Sentence, ranked: tuple[Subject, ...]) -> Iterator[Claim]:
    for match in _ALL.finditer(sentence.letters):
        number = sentence.number(match.start("number"))
        rates = [held for one in ranked for held in one.columns.get(Column.RATE, ())[:1]]
        columns = {sentence.tokens[at].value for at in range(*match.span("column"))}
        if Column.RATE not in columns or not rates or number.unit != "%":
            continue
        least = min(rates, key=lambda held: held.exact)
        is_bound = "m" in match["verb"] or _AT_LEAST.match(sentence.paragraph.text, number.stop)
        half = Decimal(5).scaleb(-number.places - 1)
        holds = least.exact >= number.amount - half
        if not is_bound:
            holds = all(_is_near(held, number, half) for held in rates)
        yield claim(
            ClaimKind.EXTREME,
            sentence,
            (match.start(), match.end() - 1),
            holds=holds,
            known=f"最低的是 {least.spoken}（{least.path}）",
            should="各项目都达到的，才能这样写",
            seen=(number.phrase, least.words),
        )


def _is_near(held: Held, number: Numeral, half: Decimal) -> bool:
    return any(abs(amount - number.amount) <= half for amount in held.amounts)
