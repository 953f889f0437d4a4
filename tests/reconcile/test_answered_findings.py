"""The whole way of an answer: examined, answered in Word, brought back by reconcile as a waiver, and gone."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from jixiao.build.stories import build_package
from jixiao.docx.block_reader import read_paper
from jixiao.docx.blocks import Comment, WordDocument
from jixiao.docx.package import read_package, write_package
from jixiao.examine.commented_copy import list_copies
from jixiao.examine.handed_in import read_handed_in
from jixiao.reconcile.answered_findings import answer_findings
from jixiao.reconcile.reconcile_story import reconcile
from jixiao.reporting.margin_words import REVIEWER, comment_lines
from jixiao.rules.judge import STANDS_AS_FILED, judge
from jixiao.source.nodes import load_yaml
from jixiao.submission.read import read_year
from tests.support.examined import YEAR, copied_project, examined
from tests.support.made_unit import MADE
from tests.support.opened import inspected
from tests.support.package import silent

COMMENTS = "word/comments.xml"


def answered(data: bytes, words: str) -> bytes:
    """Return a commented file in which somebody has typed below the first comment on a movement."""
    members = read_package(data)
    comments = members[COMMENTS].decode()
    at = comments.index("【警告 Y101】")
    end = comments.index("</w:comment>", at)
    typed = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
    return write_package({**members, COMMENTS: (comments[:end] + typed + comments[end:]).encode()})


def test_an_answer_comes_back_as_a_waiver(tmp_path: Path) -> None:
    workspace = copied_project(tmp_path)
    build_package(workspace, YEAR, step=silent, pdf=False)
    [whole] = workspace.output(YEAR).glob("*.docx")
    (workspace.year(YEAR) / "movements.yaml").unlink()  # the reasons are to be given anew
    paper = examined(read_handed_in(whole.name, whole.read_bytes()), year=YEAR, workspace=workspace)
    [copy] = list_copies(paper)
    path = tmp_path / "返回.docx"
    path.write_bytes(answered(copy.data, "车辆大修，见会议纪要"))
    assert len(read_paper(path.read_bytes()).comments) == copy.comments
    returned = reconcile(workspace, path, None, step=silent, write=True)
    assert ([one.reason for one in returned.answers], returned.written) == (["车辆大修，见会议纪要"], True)
    assert returned.changes == ()
    text = (workspace.year(YEAR) / "waivers.yaml").read_text("utf-8")
    assert re.search("规则: Y101", text)
    assert load_yaml(workspace.year(YEAR) / "waivers.yaml", "waivers.yaml", "").tree is not None
    assert [one for one in read_year(workspace, YEAR).findings if one.place.file.endswith("waivers.yaml")] == []
    assert reconcile(workspace, path, None, step=silent, write=False).answers == ()  # it is there already


def test_what_stands_because_it_was_filed_can_be_answered() -> None:
    case = inspected(MADE)
    found = judge(case.printed_package, date(2024, 6, 1)).findings
    hint = next(one for one in found if one.waived == STANDS_AS_FILED and "项目" not in one.subject)
    typed = Comment("1", REVIEWER, "", "\n".join((*comment_lines(hint, {}), "原件如此")), "")
    answered = answer_findings([case], WordDocument((), comments=(typed,)))
    assert ([one.finding.subject for one in answered.given], answered.lost) == ([hint.subject], ())
