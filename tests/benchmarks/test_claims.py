"""A sample of planted sentences and rows: most are told, no right one is accused."""

from __future__ import annotations

from pathlib import Path

from benchmarks.claim_rows import ROWS
from benchmarks.claim_sentences import KINDS
from benchmarks.claims import Trial, drawn_bench, table, try_rows, try_sentences, written


def test_a_sample_is_told_and_no_right_twin_accused(tmp_path: Path) -> None:
    trial = Trial()
    bench = drawn_bench(tmp_path, 1)
    for only in ("上年数当作", "合计在后", "两处两个"):
        try_sentences(bench, 1, 3, trial, only)
    assert trial.accused == []
    assert trial.missed == []
    assert trial.twins > 5


def test_a_sample_of_rows_is_told(tmp_path: Path) -> None:
    trial = Trial()
    try_rows(drawn_bench(tmp_path, 1), 1, 3, trial, most=6)
    assert trial.accused == []
    assert trial.missed == []
    assert "全部" in "\n".join(table(trial, ("typed",)))


def test_there_are_kinds_enough() -> None:
    assert len(KINDS) >= 45
    assert len({pair.kind for pair in ROWS}) >= 12


def test_a_sentence_is_written_in_three_ways() -> None:
    sentence = "三公经费\x01a.b\x021.5\x03万元。"
    ways = [written(sentence, way) for way in ("typed", "declared", "bound")]
    assert ways == ["三公经费1.5万元。", "三公经费1.5万元。\n{# 事实数字：1.5万 #}", "三公经费{{ a.b }}万元。"]
