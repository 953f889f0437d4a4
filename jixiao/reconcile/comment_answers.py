"""Answers typed under our comments: each becomes a waiver of the finding that the comment told, with that reason.

A comment of ours is known by its author and first line; what was typed behind its last line is an answer. A reply is
a comment by somebody else on the very same letters: LibreOffice keeps author, date, words and range of a reply, and
drops what tied it to the comment it answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from jixiao.docx.blocks import Comment, WordDocument
from jixiao.findings import Finding, Place, Severity, quoted
from jixiao.patterns import compile_late
from jixiao.plain import one_line
from jixiao.reporting.margin_words import ANSWER_HERE, REVIEWER, comment_lines
from jixiao.reporting.waiver_skeleton import GivenWaiver

_CODE = compile_late(r"(?<![A-Z])[A-Z][0-9]{3}(?![0-9])")
_DAY = compile_late(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_YEARS_VALID = 1


class CommentAnswer(Struct, frozen=True):
    """What somebody typed under a comment of ours: its first line, the answer, who gave it and when, both maybe ""."""

    line: str
    reason: str
    author: str = ""
    date: str = ""


def list_answers(paper: WordDocument) -> Iterator[CommentAnswer]:
    """Yield the answers in a document, in the order of its comments; one whose comment cannot be told has no line."""
    ours = [one for one in paper.comments if one.author == REVIEWER and one.text.startswith("【")]
    for comment in ours:
        typed = one_line(comment.text.partition(ANSWER_HERE)[2]).strip()
        if typed:
            yield CommentAnswer(_first_line(comment), typed, date=comment.date)
    ranges = _ranges(paper)
    for reply in paper.comments:
        if reply.author == REVIEWER or not reply.text.strip():
            continue
        asked = [one for one in ours if ranges.get(one.id) and ranges.get(one.id) == ranges.get(reply.id)]
        if asked:
            line = _first_line(asked[0]) if len(asked) == 1 else _named(asked, reply.text)
            yield CommentAnswer(line, one_line(reply.text).strip(), reply.author, reply.date)


def _first_line(comment: Comment) -> str:
    return comment.text.partition("\n")[0]


def _named(asked: Sequence[Comment], text: str) -> str:
    """Return the first line of the one comment whose code an answer names; "" where that is not one."""
    codes = set(_CODE.findall(text))
    lines = [_first_line(one) for one in asked if codes & set(_CODE.findall(_first_line(one)))]
    return lines[0] if len(lines) == 1 else ""


def _ranges(paper: WordDocument) -> dict[str, tuple[tuple[int, int, int], ...]]:
    """Return the letters each comment is about, by its id: paragraphs by their number, with start and end."""
    found: dict[str, list[tuple[int, int, int]]] = {}
    for number, paragraph in enumerate(paper.paragraphs):
        for span in paragraph.anchors:
            found.setdefault(span.name, []).append((number, span.start, span.end))
    return {name: tuple(spans) for name, spans in found.items()}


def list_waivers(
    answers: Iterable[CommentAnswer],
    findings: Iterable[Finding],
    names: Mapping[str, str],
    *,
    unit: str,
    year: int,
    today: date,
) -> tuple[list[GivenWaiver], list[Finding]]:
    """Return the waivers that answers come to, and a finding for each that answers nothing found in the data.

    ``names`` are projects' by key; an answer without a name is the unit's. What is waived already is passed over.
    """
    told = {comment_lines(finding, names)[0]: finding for finding in findings if finding.waivable}
    given: dict[str, GivenWaiver] = {}
    lost: list[Finding] = []
    for answer in answers:
        finding = told.get(answer.line)
        if finding is None:
            lost.append(_unknown(answer, year))
        elif not finding.waived:
            by = one_line(answer.author).strip() or unit
            given[answer.line] = GivenWaiver(finding, answer.reason, by, _until(answer.date, year, today))
    return list(given.values()), lost


def _until(day: str, year: int, today: date) -> str:
    """Return the last day a waiver holds: the end of the year after the answer, of an undated one two after ``year``.

    It holds this year in any case: words typed into a comment have the comment's day, which may be years ago.
    """
    match = _DAY.match(day)
    given = int(match["year"]) if match else year + 1
    return date(max(given + _YEARS_VALID, today.year), 12, 31).isoformat()


def _unknown(answer: CommentAnswer, year: int) -> Finding:
    about = quoted(answer.line, characters=60) if answer.line else "同一处的几条批注之一"
    return Finding(
        "H017",
        place=Place(f"data/{year}/waivers.yaml"),
        found=f"批注里的回答{quoted(answer.reason)}对不上一条问题：{about}",
        expected="数据里现在还有的一条问题",
        remedy="问题已经改好的，不用理会；同一处有几条批注的，在回答里写上代码，如 T201。",
        severity=Severity.WARNING,
        subject="批注的回答",
        seen=(answer.line, answer.reason),
    )
