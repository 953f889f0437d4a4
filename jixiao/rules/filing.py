"""Y…: a year that was filed stays as filed, and next year repeats its final accounts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping

from jixiao.derive.dossier import Annex1Form, Line, ProjectOutlayLines
from jixiao.figures import Figure
from jixiao.glossary import term
from jixiao.model.submission import Submission
from jixiao.render.printing import same_number
from jixiao.rules.book import Book, plain
from jixiao.rules.registry import Breach, rule

_REPORT = "报告"


def content_digests(book: Book) -> Mapping[str, str]:
    """Return label → SHA-256 of what each part prints from data, and of the report's paragraphs."""
    words: dict[str, list[str]] = {}
    for one in book.prints:
        if not one.where.startswith(_REPORT):
            words.setdefault(one.where, []).append(one.printed)
    words[_REPORT] = [paragraph.text for paragraph in book.paragraphs]
    return {label: _digest(printed) for label, printed in words.items()}


def _open_parts(book: Book) -> set[str]:
    """Return the labels of the parts that print something still to be filled in."""
    return {_REPORT if one.where.startswith(_REPORT) else one.where for one in book.prints if one.unknown}


def _digest(words: list[str]) -> str:
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


@rule(
    "Y103",
    "报送后的年度不再改动",
    basis="filed.yaml 的报送记录",
    remedy="改动无意的，从 Git 恢复；确需更正的，在 restatements.yaml 写明位置、更正内容和理由。",
    example="附件2与 2024年6月27日 的报送记录不同，没有更正说明。",
)
def filed_years_stand(book: Book) -> Iterator[Breach]:
    """Yield parts that print something else than was filed, without a restatement."""
    filed = book.submission.filed
    if filed is None:
        return
    now = content_digests(book)
    restated = {str(one.where) for one in book.submission.restatements}
    unknown = _open_parts(book)
    if any(one.where.unknown for one in book.submission.restatements):
        return
    for part in filed.parts:
        if part.label in unknown or part.label.unknown or part.content_digest.unknown:
            continue
        if now.get(str(part.label)) != part.content_digest and part.label not in restated:
            yield Breach(
                f"报送 {part.label}",
                part.label.place,
                f"{part.label}与 {filed.recorded_on} 的报送记录不同，没有更正说明",
                "与报送时相同，或有更正说明",
                (str(part.label),),
                seen=(now.get(str(part.label), "")[:12],),
            )


@rule(
    "Y104",
    "上年决算等于上年报送的数",
    basis="上年的报送记录",
    remedy="核对上年的数据和报送件；上年确有更正的，在上年的 restatements.yaml 写明。",
    example="附件1.公用经费.上年决算印作 67.86，上年报送的是 66.92。",
)
def last_year_as_filed(book: Book) -> Iterator[Breach]:
    """Yield 上年决算 cells that differ from what last year's package printed."""
    prior = book.submission.prior
    if not isinstance(prior, Submission) or prior.filed is None or prior.restatements:
        return
    filed = {str(one.reference): one for one in prior.filed.final_figures}
    own, column = f".{term('final')}", f".{term('prior_final')}"
    for one in book.statements:
        path = one.figure.path
        was = filed.get(path.removesuffix(column) + own) if path.endswith(column) else None
        if was is None or was.as_filed.unknown:
            continue
        if was.as_filed != one.print.printed and not same_number(was.as_filed, one.print.printed):
            yield Breach(
                path,
                one.place if one.place.file else was.as_filed.place,
                f"{path}印作 {one.print.printed}，上年报送的是 {was.as_filed}",
                str(was.as_filed),
                (one.spoken,),
                seen=(plain(one.amount), str(was.as_filed)),
            )


def final_figures(annex1: Annex1Form) -> Iterator[Figure]:
    """Yield the figures of Annex 1 that next year repeats in its 上年决算 column."""
    groups = [annex1.three_public, annex1.public_funds, annex1.project_outlay]
    for group in groups:
        yield group.final
        held = (getattr(group, name) for name in group.__struct_fields__)
        lines = [value for value in held if isinstance(value, Line)]
        if isinstance(group, ProjectOutlayLines):
            lines += group.project_lines
        yield from (line.final for line in lines)
