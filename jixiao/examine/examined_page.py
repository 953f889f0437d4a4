"""What examining came to, as a page to read and print, as JSON, and as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.examine.commented_copy import CommentedCopy
from jixiao.examine.examined_paper import ExaminedPaper, PlacedFinding
from jixiao.examine.figure_facts import FigureFact, count_differing
from jixiao.examine.handed_in import find_holder
from jixiao.findings import Finding, Severity
from jixiao.importing.documents import FiledLine, PaperSpot
from jixiao.plain import one_line, printable
from jixiao.reporting.margin_words import ANSWER_HERE
from jixiao.web.html_pages import render_page

EXAMINED_PAGE, EXAMINED_JSON = "核验报告.html", "核验.json"
_SHOWN, _LISTED = 60, 20
_ONE_PLACE = 1


def render_examined(paper: ExaminedPaper, copies: Sequence[CommentedCopy]) -> str:
    """Return the page: what was found, the fact sheet, what was not read."""
    repeated = [fact for fact in paper.facts if len(fact.stated) > _ONE_PLACE]
    return render_page(
        "examined.html",
        title=_title(paper),
        verdict=_verdict(paper),
        files=[(one.name, _of_copy(one)) for one in copies],
        placed=[(one.finding, one.lines[0], _rest(one), _where(paper, one)) for one in paper.placed],
        differing=[_fact_row(fact) for fact in repeated if fact.differs],
        facts=[_fact_row(fact) for fact in paper.facts],
        numbers=[_fact_row(fact) for fact in paper.numbers],
        share=paper.read_share,
        texts=str(paper.texts),
        unread=[(one.place, one.text) for one in paper.unread],
        notes=list(paper.notes),
    )


def _title(paper: ExaminedPaper) -> str:
    return f"{paper.unit or '单位名称未写明'} {paper.year} 年度"


def _verdict(paper: ExaminedPaper) -> str:
    counts = ((kind, sum(one.finding.severity is kind for one in paper.placed)) for kind in Severity)
    words = "、".join(f"{kind.value} {count} 条" for kind, count in counts if count)
    against = "，并与本单位的数据核对" if paper.held_against else ""
    return f"{words or '没有查出问题'}（按表单集 {paper.form_set} 核验{against}）"


def _of_copy(one: CommentedCopy) -> str:
    return one.why or f"{one.comments} 条批注"


def _rest(one: PlacedFinding) -> list[str]:
    return [line for line in one.lines[1:] if line != ANSWER_HERE]


def _where(paper: ExaminedPaper, one: PlacedFinding) -> str:
    holder = find_holder(paper.files, one.spot.spot.block)
    places = "、".join(filter(None, (*one.finding.printed, _own_place(one.spot.spot))))
    return f"{holder.name if holder else ''} {places}".strip()


def _own_place(spot: PaperSpot) -> str:
    """Return how the file itself counts: its paragraph, or the cell of its sheet; "" for a table of a Word file."""
    if isinstance(spot.block, FiledLine):
        return str(spot.block.at or f"全文第{spot.block.ordinal}段")
    place = spot.block.place(max(spot.row, 0), max(spot.cell, 0))
    return "" if place is None else str(place)


def _fact_row(fact: FigureFact) -> tuple[str, str, str, str]:
    places = "\n".join(f"{one.where}：{one.text}" for one in fact.stated)
    return fact.name, "、".join(fact.values), str(len(fact.stated)), places


def format_examined(paper: ExaminedPaper, copies: Sequence[CommentedCopy], folder: str, *, everything: bool) -> str:
    """Return what a person at the terminal reads; ``folder`` is where the files were put."""
    shown = paper.placed if everything else paper.placed[:_LISTED]
    lines = [_title(paper), "", *(line for one in shown for line in _finding_lines(paper, one))]
    if more := len(paper.placed) - len(shown):
        lines.append(f"还有 {more} 条，见{EXAMINED_PAGE}，或加 ARGS=--all。")
    differing = count_differing(paper.facts)
    lines += [
        "",
        f"{_verdict(paper)}。",
        f"表上和正文里的数 {len(paper.facts)} 个，其中 {differing} 个各处写得不一样。",
        f"正文里另有数字 {len(paper.numbers)} 种。",
        f"文字共 {paper.texts} 处，读懂 {paper.read_share}" + ("。" if not paper.unread else "，没有读懂的："),
        *(f"  {one.place}  {one_line(one.text)[:_SHOWN]}" for one in paper.unread[: None if everything else _LISTED]),
        *(f"  {one_line(note)}" for note in paper.notes[: None if everything else _LISTED]),
        "",
        f"已写入 {folder}/",
        *(f"  {one.name}  {_of_copy(one)}" for one in copies),
        f"  {EXAMINED_PAGE}",
    ]
    return printable("\n".join(lines), lines=True) + "\n"


def _finding_lines(paper: ExaminedPaper, one: PlacedFinding) -> Iterator[str]:
    yield f"{one.lines[0]}"
    yield f"    {_where(paper, one)}"
    yield from (f"    {line}" for line in _rest(one))


def describe_examined(paper: ExaminedPaper, copies: Sequence[CommentedCopy]) -> dict[str, object]:
    """Return what examining came to for programs, and for the examination of a second filing."""
    return {
        "exit": exit_code(paper),
        "year": paper.year,
        "unit": paper.unit,
        "form_set": paper.form_set,
        "files": [{"name": one.name, "comments": one.comments, "why": one.why} for one in copies],
        "findings": [describe_finding(one.finding, one.lines) for one in paper.placed],
        "facts": [
            {"name": fact.name, "values": list(fact.values), "stated": [[one.where, one.text] for one in fact.stated]}
            for fact in (*paper.facts, *paper.numbers)
        ],
        "read_share": paper.read_share,
        "unread": [[one.place, one.text] for one in paper.unread],
        "notes": list(paper.notes),
    }


def describe_finding(finding: Finding, lines: Sequence[str]) -> dict[str, object]:
    """Return a finding as data: what tells it from others, its weight, and its words."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "subject": finding.subject,
        "seen": list(finding.seen),
        "printed": list(finding.printed),
        "words": list(lines),
    }


def exit_code(paper: ExaminedPaper) -> int:
    """Return 1 where errors or warnings were found, else 0."""
    return int(any(one.finding.severity is not Severity.HINT for one in paper.placed))
