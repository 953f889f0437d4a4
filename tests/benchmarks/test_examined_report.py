"""The benchmark of examined reports: a few wrong sentences are found, right ones are not accused."""

import tempfile
from pathlib import Path

from benchmarks.claims import benches
from benchmarks.examined_report import comments_on, draw_sentences, examine_sentences


def test_wrong_sentences_get_a_comment_and_right_ones_none() -> None:
    with tempfile.TemporaryDirectory() as folder:
        bench = list(benches(Path(folder), drawn=()))[-1]
        wrong, right = draw_sentences(bench, 20, 60, 4)
        paper = examine_sentences(bench, [*wrong, *right])
    assert sum(bool(comments_on(paper, one)) for one in wrong) >= 17
    assert [one for one in right if comments_on(paper, one)] == []
