"""Counts against what they count: lists in the sentence, projects of the year; and what is said not to have been."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec.structs import replace

from jixiao.patterns import compile_late
from jixiao.render.passages import PrintedPassage
from jixiao.rules.claim_words import Column
from jixiao.rules.claims import Claim, ClaimKind, Letters, Reader, claim
from jixiao.rules.clauses import Sentence
from jixiao.rules.prose_numerals import Numeral
from jixiao.rules.reported_year import ReportedYear

_OPENS = compile_late(r"[^0-9，,。；;：:（(、]{0,14}(?:[：:（(]|[，,]?(?:分别(?:是|为)|即(?!将)|包括)[：:]?)")
_TITLES = compile_late(r"《[^《》]{1,60}》")
_AND = compile_late("以及|和|及|与")
_ITEMS = compile_late(r"(?P<items>[^，,。；;：:！0-9\n]{3,160})$")
_NOUN = compile_late(r"[一-鿿]{1,10}(?=[，,。；;]|$)")
_OF_A_LIST = compile_late(
    "(?:活动|机制|环节|制度|措施|任务|工作|方面|领域|内容|职能|举措|要求|荣誉|称号|类别|系统|专题|主题|板块|模块|流程"
    "|原则|办法|功能|课程|重点|阶段|专项|职责|大类|小组|股室|科室|展区|维度|层面|建设|工程|行动|改革|服务|转变|提升|目标|能力|意识|关系|支撑|保障|平台|体系|服务点|站点|网点|窗口|片区|区|基地|分馆|展馆|便民点|点位|形式|方式|渠道|类型|种类|途径|载体|品牌|窗口|岗位|环节|中队|班组|工作组|小组|专班|团队)(?:称号|工作)?(?=[，,。；;的上中均全开]|$)"
)
_DOING = compile_late(
    "[了有为达到的在]|设置|开展|举办|建成|新建|建立|完成|组织|制定|修订|采购|购置|安排|发放|检查|成立|设立|实施"
)
_BEFORE_ETC = compile_late(r"(?P<items>[^，,。；;：:！\n]{3,160})等[一-鿿]{0,6}$")
# Between a list and its count: 在城东、城西设置了2个便民点.
_TAIL = compile_late("(?:等?共计?|一共|合计|(?:设置|设立|建立|建成|布设|新设|新建|成立|打造|开设)了?)$")
_LISTED = frozenset({"个", "项", "处", "家", "所", "种", "类"})
_COUNTERS = frozenset("个项场家次期本部类种座处支篇份条名人件台套块幅张")
_NONE = Letters("S", r"^[Ca]*Z(?P<name>S)C*(?P<thing>x?)(?=$|[,()])|(?:^|(?<=[,+(]))(?P<first>S)C*(?:0|Z)C*(?=$|[,()])")
_THINGS = frozenset({"活动", "事项", "业务", "任务", "支出事项"})
_OF_ALL = compile_late(
    r"(?:本?(?:单位|部门|馆|局|委|院|校|中心)(?:共?有|共安排|共实施|共)?|(?<![新增])共(?:有|安排|实施|涉及)?|安排|全部|实施|自评(?:范围)?的?|^\s*(?:(?:本|当|今|全)年度?|[0-9]{4}年度?|年初|[，,])*)"
    r"(?:预算)?(?:项目(?:支出)?(?:总数|数量|个数)?(?:共计?|有|共有|为)?)?$"
)
_PROJECTS = compile_late(r"(?:预算|支出)?项目|(?=[，,。；;]|$)")
_PART = compile_late(r"其中|新增|重点|结束|部分|有的|另|延续|上年|去年|改造|维修|基建|续建|新建|在建|科研|课题")


def read_counts(year: ReportedYear) -> Reader:
    """Return the reader of counts of one year: it knows the projects."""
    count = year.project_count

    def read(sentence: Sentence) -> Iterator[Claim]:
        yield from _lists(sentence)
        if "N" in sentence.letters:
            yield from _numbers_of_projects(sentence, count) if count is not None else ()
        if "S" in sentence.letters and not set("HYQPL") & set(sentence.letters):
            yield from _nothing(sentence)

    return read


# Counts in words: 三项建设, 两个方面.
_IN_WORDS = compile_late(
    "(?<![第一二三四五六七八九十百千数多])(?P<count>[两二三四五六七八九])(?P<unit>个|项|大|类|种|点)(?![月年季五])"
)


def _counts_in_words(sentence: Sentence) -> Iterator[tuple[int, Numeral]]:
    for match in _IN_WORDS.finditer(sentence.paragraph.text, sentence.start, sentence.end):
        count = Decimal(_NUMERALS.index(match["count"].replace("两", "二")) + 1)
        unit = match["unit"].replace("大", "个").replace("点", "个")
        number = Numeral(
            match.start(),
            end=match.end("count"),
            stop=match.end(),
            phrase=match[0],
            digits=match["count"],
            amount=count,
            unit=unit,
            scale=Decimal(1),
            approximate=False,
        )
        yield next((at for at, one in enumerate(sentence.tokens) if one.end > match.start()), 0), number


def _lists(sentence: Sentence) -> Iterator[Claim]:
    text = sentence.paragraph.text
    for at, number in _counts_in_words(sentence) if sentence.tokens else ():
        yield from _list_behind(sentence, at, number, text)
        yield from _list_before(sentence, at, number, text)
        yield from _list_without_etc(sentence, at, number, text)
    for at, token in enumerate(sentence.tokens):
        if token.letter != "N":
            continue
        number = sentence.number(at)
        if number.unit[:1] not in _COUNTERS or number.places or number.approximate or number.scale != 1:
            continue
        yield from _list_behind(sentence, at, number, text)
        yield from _list_before(sentence, at, number, text)
        yield from _list_without_etc(sentence, at, number, text)


def _list_behind(sentence: Sentence, at: int, number: Numeral, text: str) -> Iterator[Claim]:
    """Yield a count with its list: 4个科室：甲、乙、丙、丁."""
    opened = _OPENS.match(text, number.stop, sentence.end)
    if opened is None:
        return
    items = re.split(r"[。；;，,：:（）()]", text[opened.end() : sentence.end])[0].strip()
    counts = _count_items(items) if not _EITHER.match(opened[0] + items) else set()
    if counts and not re.search("[0-9]|等$|等[^、]{0,8}$", items):
        holds = int(number.amount) in counts
        yield _counted(
            sentence,
            at,
            number,
            many=sorted(counts)[-1],
            words=f"{text[number.start : opened.end()]}{items}",
            holds=holds,
        )


# What each of them may be: 12个县（市、区）.
_EITHER = compile_late(
    "(?:县|市|区|乡|镇|村|街道|科|处|股|馆|中心|学)?[（(](?:市|区|县|镇|乡|街道|社区|村|办|场|园区|室|科|股|所|中心|站|校|院)(?:、(?:市|区|县|镇|乡|街道|社区|村|办|场|园区|室|科|股|所|中心|站|校|院))+$"
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
            sentence, at, number, many=least, words=text[match.start() : number.stop], holds=number.amount >= least
        )


def _list_without_etc(sentence: Sentence, at: int, number: Numeral, text: str) -> Iterator[Claim]:
    """Yield a count right behind its list: 办公室、财务科2个科室; each item a title, or named so."""
    match = _ITEMS.search(text, sentence.start, number.start)
    noun = _NOUN.match(text, number.stop, sentence.end)
    if match is None or noun is None or number.unit not in _LISTED or match["items"].endswith("等"):
        return
    items = _TAIL.sub("", match["items"])
    titles = _TITLES.findall(items)
    pieces = [piece for piece in re.split("、|和|及|与", items) if piece]
    is_alike = _are_parallel(pieces, text[number.stop : number.stop + 8])
    is_titles = len(titles) > 1 and items.endswith("》")
    is_named = len(pieces) > 1 and all(piece[-1] in noun[0] for piece in pieces[1:]) and pieces[0][-1] in noun[0]
    if is_titles or is_named or is_alike:
        many = len(titles) if is_titles else len(pieces)
        words = f"{text[match.start() : number.stop]}{noun[0]}"
        yield _counted(sentence, at, number, many=many, words=words, holds=number.amount == many)


# Honours and papers are counted by their names, places and rooms by what is so of all of them.
_NAMED_SO = compile_late("(?:荣誉|称号|奖项|制度|办法|文件|奖励)(?:称号)?(?=[，,。；;]|$)")
_ALL_OF_THEM = compile_late("(?:场所|点位|房屋|地点|部位|场馆)?(?:均|都|全部)")
_LEAST_ITEM = 2


def _are_parallel(pieces: list[str], noun: str) -> bool:
    """Return whether items are so alike that they are all of a list: 收集、保管、利用3个环节."""
    sizes = {len(piece) for piece in pieces[1:]}
    if len(pieces) > 1 and _NAMED_SO.match(noun) and not _DOING.search(pieces[-1]) and max(sizes) > _LEAST_ITEM:
        return True
    if len(pieces) > 2 and _ALL_OF_THEM.match(noun) and not _DOING.search("".join(pieces)):
        return True
    return (
        len(pieces) > 2
        and len(sizes) == 1
        and len(pieces[0]) >= max(sizes)
        and _OF_A_LIST.match(noun) is not None
        and not _DOING.search(pieces[-1])
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
        if token.letter != "N" or sentence.number(at).unit not in ("个", "项"):
            continue
        number, before = sentence.number(at), text[sentence.start : token.start]
        behind = _PROJECTS.match(text, token.end)
        of_all = _OF_ALL.search(before)
        is_named = "项目" in (of_all[0] if of_all else "")
        is_named = is_named or (bool(behind and behind[0]) and sentence.number(at).unit == "个")
        if behind and of_all and is_named and not number.approximate and not set("HYQPL") & set(sentence.letters):
            if behind[0] and not re.match(
                r"(?:支出|资金)?(?:[，,。；;均都全已]|纳入|列入|编入|获|参加|开展|进行|实施|绩效|自评|$)",
                text[behind.end() : behind.end() + 3],
            ):
                continue
            yield claim(
                ClaimKind.COUNT,
                sentence,
                (at, at),
                holds=number.number == count,
                known=f"填报了 {count} 个项目",
                should=f"{count}{number.unit}",
                seen=(number.phrase, str(count)),
            )


def _nothing(sentence: Sentence) -> Iterator[Claim]:
    for match in _NONE.finditer(sentence.letters):
        at = match.start("name") if match["name"] else match.start("first")
        subject = sentence.subject(at)
        if match["thing"] and sentence.words(match.start("thing"), match.start("thing")) not in _THINGS:
            continue
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


_ENUMERATED = compile_late(
    r"(?:(?:问题|不足|困难|原因|经验|建议|做法|亮点|成效|短板)(?:主要)?(?:有|为|是|包括|体现在|表现在)?(?:以下)?(?P<many>[两二三四五六七八九十]|[2-9])(?:点|个|条|项|方面|个方面)[：:]\s*(?=一是|[（(]?[1一][)）]|①|1[.．、]|第一[，,、])|(?P<count>[两二三四五六七八九十]|[2-9])(?:个|项|大|点|条)?(?:方面|工作|措施|任务|问题|举措|重点|做法|成效|亮点|不足|困难|原因|经验|建议)[^。；;：:]{0,8}[：:]\s*(?=一是|[（(]?[1一][)）]|①|1[.．、]|第一[，,、]))"
)
_ORDINAL = compile_late(
    r"(?:^|(?<=[，,；;。：:\s]))(?:([一二三四五六七八九十])是|[（(]([1-9一二三四五六七八九十])[)）]|([①-⑨])|([1-9])(?:[.．、](?![0-9])|[)）])"
    r"|第([一二三四五六七八九十])[，,、])"
)
_NUMERALS = "一二三四五六七八九十"


def _ordinal(mark: str) -> int:
    return next(marks.index(mark) + 1 for marks in (_NUMERALS, "123456789", "①②③④⑤⑥⑦⑧⑨") if mark in marks)


def read_enumerations(paragraphs: Iterable[PrintedPassage]) -> Iterator[Claim]:
    """Yield how many things a paragraph is said to tell, held against 一是, 二是, 三是."""
    for paragraph in paragraphs:
        for match in _ENUMERATED.finditer(paragraph.text):
            ordinals = [_ordinal("".join(one)) for one in _ORDINAL.findall(paragraph.text[match.end() :])]
            again = next((at for at, one in enumerate(ordinals[1:], 1) if one == 1), len(ordinals))
            listed = ordinals[:again]
            if paragraph.is_open() or listed != list(range(1, len(listed) + 1)):
                continue
            count = match["count"] or match["many"]
            word = count.replace("两", "二")
            said = int(word) if word.isdigit() else _NUMERALS.index(word) + 1
            yield Claim(
                ClaimKind.COUNT,
                paragraph,
                words=match[0].rstrip("：: "),
                start=match.start(),
                end=match.end(),
                holds=said == len(listed),
                known=f"下面写了 {len(listed)} 条",
                should=f"与所写的条数一致：{len(listed)}",
                seen=(count, str(len(listed))),
            )
