"""The review as JSON."""

import json

from jixiao.review.review_json import review_json
from jixiao.review.review_types import Review
from tests.support.reviews import full, part, reference, review


def test_json_holds_everything_with_amounts_as_text() -> None:
    found = json.loads(review_json(full(1)))
    assert (found["differs"], found["visible"]) == (True, True)
    assert found["entered"][0]["figure"]["difference"] == "0.5"
    assert found["entered"][0]["figure"]["ratio_words"] == "+25.00%"
    assert found["entered"][0]["consequences"][0]["label"] == "三公经费 决算"
    assert found["came"][0]["code"] == "T204"
    assert found["texts"][0]["pieces"] == [{"kind": "gone", "text": "旧"}, {"kind": "new", "text": "文字"}]


def test_keys_are_those_that_programs_know() -> None:
    found = json.loads(review_json(review(parts=(part("a", "b"),), references=(reference(),))))
    assert list(found) == [
        "differs", "visible", "old", "new", "entered", "derived", "texts", "paragraphs", "moves", "records", "settings",
        "templates", "came", "went", "parts", "trends", "references",
    ]  # fmt: skip
    assert found["parts"] == [{"label": "附件1", "old": "a", "new": "b"}]
    assert found["references"] == [
        {
            "words": "附件2.甲[1]",
            "facet": "名称",
            "old": "编书",
            "new": "办展",
            "file": "data/2023/report/06.md",
            "line": 3,
        }
    ]
    assert {"fate", "where", "followed"} <= json.loads(review_json(full(1)))["paragraphs"][0].keys()


def test_what_a_review_was_made_from_is_left_out() -> None:
    assert "comparison" in Review.__struct_fields__
    assert "comparison" not in json.loads(review_json(review()))
