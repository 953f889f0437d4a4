"""Answers under our comments: typed into one, or a reply on the same letters; told apart by code; lost ones named."""

from datetime import date

from jixiao.docx.blocks import Comment, Paragraph, RunPiece, TextSpan, WordDocument
from jixiao.findings import Finding, Place
from jixiao.reconcile.comment_answers import CommentAnswer, list_answers, list_waivers
from jixiao.reporting.margin_words import ANSWER_HERE, REVIEWER, comment_lines

DAY, TODAY = "2026-03-05T08:00:00Z", date(2026, 3, 6)


def finding(code: str = "Y101", subject: str = "附件1.三公经费.决算") -> Finding:
    found = f"{subject}由上年 1 变为 2"
    return Finding(code, Place("data/2024/annex1.yaml", 3), found, "有说明", "写明。", subject=subject, waivable=True)


def ours(number: int, one: Finding, typed: str = "") -> Comment:
    return Comment(str(number), REVIEWER, DAY, "\n".join(comment_lines(one, {})) + typed, "2")


def paper(*comments: Comment, ends: dict[str, int] | None = None) -> WordDocument:
    spans = tuple(TextSpan(one.id, 0, (ends or {}).get(one.id, 2)) for one in comments)
    return WordDocument((Paragraph((RunPiece("决算 2"),), anchors=spans),), comments=comments)


def test_words_typed_into_a_comment_are_its_answer() -> None:
    [answer] = list_answers(paper(ours(1, finding(), "\n车辆大修，\n见说明")))
    assert (answer.reason, answer.author) == ("车辆大修， 见说明", "")


def test_a_reply_on_the_same_letters_is_its_answer() -> None:
    reply = Comment("2", "填表人甲", DAY, "车辆大修", "2")
    [answer] = list_answers(paper(ours(1, finding()), reply))
    assert answer == CommentAnswer(comment_lines(finding(), {})[0], "车辆大修", "填表人甲", DAY)


def test_comments_on_other_letters_and_untouched_ones_are_no_answers() -> None:
    other = Comment("2", "填表人甲", DAY, "别处的话", "决")
    assert list(list_answers(paper(ours(1, finding()), other, ends={"2": 1}))) == []


def test_of_several_comments_on_the_same_letters_the_code_tells_which() -> None:
    both = ours(1, finding()), ours(2, finding("T201"))
    [named] = list_answers(paper(*both, Comment("3", "甲", DAY, "T201：两处口径不同", "2")))
    [unnamed] = list_answers(paper(*both, Comment("3", "甲", DAY, "口径不同", "2")))
    assert (named.line.startswith("【错误 T201】"), unnamed.line) == (True, "")


def test_an_answer_becomes_a_waiver_with_its_reason() -> None:
    answer = CommentAnswer(comment_lines(finding(), {})[0], "车辆大修", "填表人甲", DAY)
    [given], lost = list_waivers([answer], [finding()], {}, unit="甲馆", year=2024, today=TODAY)
    assert (given.finding, given.reason, given.by, given.until) == (finding(), "车辆大修", "填表人甲", "2027-12-31")
    assert lost == []


def test_an_answer_without_name_or_day_is_the_units() -> None:
    answer = CommentAnswer(comment_lines(finding(), {})[0], "车辆大修")
    [given], _ = list_waivers([answer], [finding()], {}, unit="甲馆", year=2024, today=TODAY)
    assert (given.by, given.until) == ("甲馆", "2026-12-31")


def test_a_waiver_holds_this_year_however_long_ago_the_comment_was_made() -> None:
    answer = CommentAnswer(comment_lines(finding(), {})[0], "车辆大修", date="2023-06-27T00:00:00Z")
    [given], _ = list_waivers([answer], [finding()], {}, unit="甲馆", year=2022, today=TODAY)
    assert given.until == "2026-12-31"


def test_an_answer_to_what_is_not_found_any_more_is_told() -> None:
    given, [lost] = list_waivers(
        [CommentAnswer("【错误 T201】没有了", "已改")], [finding()], {}, unit="甲馆", year=2024, today=TODAY
    )
    assert (given, lost.code) == ([], "H017")


def test_the_comments_last_line_asks_for_an_answer() -> None:
    assert comment_lines(finding(), {})[-1] == ANSWER_HERE
