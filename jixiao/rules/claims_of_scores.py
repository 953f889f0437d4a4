"""Scores and grades: the whole form's, or those of the project a sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.patterns import compile_late
from jixiao.rules.claim_words import Column
from jixiao.rules.claims import Claim, ClaimKind, Reader, claim
from jixiao.rules.clauses import Sentence
from jixiao.rules.held_numbers import Held, Subject
from jixiao.rules.printed_package import plain
from jixiao.rules.prose_numerals import Numeral
from jixiao.rules.reported_year import ReportedYear
from jixiao.rules.scores import grade_of

_SCORE = compile_late(r"^,*(?P<lead>[xvC]+,)?C*(?P<score>C):?(?P<number>N)(?=$|[,()])")
_GRADE = (  # the names of the year's grades are put in
    r"(?:自评|绩效|评价|考核)?(?:等级|等次|档次|结果|结论)(?:评定|认定|核定)?(?:为|是|：|:|属于)?[“\"「]?({})(?:秀|好|等次|等级|等|级)?[”\"」]?(?:等次|等级)?(?=$|[，,。；;）)])"
    r"|(?:绩效|自评|评价|自评结果)(?:被?评|评定|认定|确定)?(?:为|是|属于?)[“\"「]({})[”\"」](?:等次|等级|档次|等|级|档)(?=$|[，,。；;）)])"
)


_SAYS_SCORE = compile_late(
    "(?:自评|评价|考评|综合|绩效|评定|总|最终|最后|整体|得|打|评)(?:结果|得分|总分|评分|分数|分|为|是|超过了?|高于|不低于|达到?|在|共计?|合计|出|了|：|:)*$"
)
_OF_A_PART = compile_late(
    "满分|分值|指标(?!体系)|每|扣|项|上年|去年|标准|部分|产出|效益|满意|执行率|过程|投入|管理|测评|考核|测试|考试|比赛|竞赛|权重"
)
# Whose standard is not said, it is the report's own, unless others are examined.
_IS_OWN = compile_late(
    "^[\\s]*(?:对照|按照?|依据|根据|依照)(?:自评)?(?:评分|评价)(?:标准|办法|细则)逐[项条](?:打分|评分|计分|评价)[，,](?![^，,]*(?:第三方|公司|企业|学员|选手))|综合评定|自评|绩效|整体支出|指标体系"
)
_AT_LEAST = compile_late("(?:及)?以上")
_MORE = compile_late("(?:超过了?|高于|(?P<least>不低于))$")
_NOT_READ = frozenset("QYPdHL")


def read_scores(year: ReportedYear) -> Reader:
    """Return the reader of scores and grades: the whole unit's where a sentence names no project."""
    whole, grades = year.total_score, year.grades
    whole = None if whole is not None and whole.is_open else whole
    pattern = compile_late(_GRADE.format(*["|".join(re.escape(str(one.name)) for one in grades) or "(?!)"] * 2))

    def read(sentence: Sentence) -> Iterator[Claim]:
        if whole is not None:
            yield from _scores(sentence, whole)
        found = pattern.search(sentence.text) if grades and not set("QPHYL") & set(sentence.letters) else None
        score = _score_of(sentence, whole.amounts[-1] if whole else None)
        right = grade_of(score, grades) if found and score is not None else None
        if found and right is not None and score is not None and "N" not in sentence.letters:
            yield claim(
                ClaimKind.SCORE,
                sentence,
                (0, len(sentence.tokens) - 1),
                holds=right in found.groups(),
                known=f"得分 {plain(score)}",
                should=f"“{right}”",
                seen=(found[1] or found[2], right),
            )

    return read


OF_A_PROJECT = compile_late("[该本此各两个单]项目|项目(?:绩效)?(?:自评|评价)")


def _scores(sentence: Sentence, whole: Held) -> Iterator[Claim]:
    if OF_A_PROJECT.search(sentence.text):
        return
    match = _SCORE.match(sentence.letters)
    if match and sentence.tokens[match.start("score")].value is Column.SCORE:
        is_own = not match["lead"] or "自评" in sentence.words(match.start("score"), match.start("score"))
        if is_own or _IS_OWN.search(sentence.text):
            yield from _score(sentence, match.start("number"), whole)
            return
    if "S" in sentence.letters or _NOT_READ & set(sentence.letters) or not _IS_OWN.search(sentence.text):
        return
    for at, letter in enumerate(sentence.letters):
        clause = re.split("[，,；;（(]", sentence.paragraph.text[sentence.start : sentence.tokens[at].start])[-1]
        if letter == "N" and _SAYS_SCORE.search(clause) and not _OF_A_PART.search(clause):
            yield from _score(sentence, at, whole)


def _score(sentence: Sentence, at: int, whole: Held) -> Iterator[Claim]:
    """Yield that the whole score is a number of points, or that many at least."""
    number: Numeral = sentence.number(at)
    bound = _AT_LEAST.match(sentence.paragraph.text, number.stop)
    before = sentence.paragraph.text[sentence.start : number.start]
    is_bare = (
        not number.unit
        and len(number.phrase) == len(number.digits)
        and before.endswith(("得分", "总分", "得分为", "总分为"))
    )
    more = _MORE.search(before)
    if (number.unit != "分" and not is_bare) or (number.approximate and not (bound or more)):
        return
    yield claim(
        ClaimKind.SCORE,
        sentence,
        (0, at),
        holds=whole.exact > number.amount
        if more and not bound and not more["least"]
        else whole.exact >= number.amount
        if bound or more
        else number.amount in whole.amounts
        if is_bare
        else whole.fits(number),
        known=f"{whole.path.replace('.', '')} {whole.spoken}",
        should=f"{{{{ {whole.path} }}}}",
        seen=(number.phrase, whole.words),
        path="" if bound or more else whole.path,
    )


def _score_of(sentence: Sentence, whole: Decimal | None) -> Decimal | None:
    """Return the score a sentence speaks of: that of the only project it names, else the unit's; None if unclear."""
    named = [one.value for one in sentence.tokens if isinstance(one.value, Subject)]
    projects = [one for one in named if one.is_project]
    if len(projects) == 1:
        held = projects[0].columns.get(Column.SCORE, ())
        return held[0].amounts[-1] if held and not held[0].is_open else None
    return whole if not projects and not any(one.rows for one in named) and _IS_OWN.search(sentence.text) else None
