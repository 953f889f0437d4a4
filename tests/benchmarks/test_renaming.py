"""Names of a drawn year are others, and its sentences are read all the same."""

from __future__ import annotations

from pathlib import Path

from benchmarks.claims import Trial, drawn_bench, try_sentences
from benchmarks.renaming import STEMS, TOPICS, rename_sentence, rename_text


def test_no_name_stays() -> None:
    names = [*TOPICS, *STEMS]
    assert not set(names) & set(map(rename_text, names))
    assert len(set(STEMS.values())) == len(STEMS)


def test_a_path_stays_and_its_words_are_others() -> None:
    sentence = "公用经费支出\x01附件1.公用经费.决算\x0258.4\x03万元。"
    assert rename_sentence(sentence) == "日常杂费支出\x01附件1.公用经费.决算\x0258.4\x03万元。"


def test_sentences_under_other_names_are_told(tmp_path: Path) -> None:
    trial, bench = Trial(), drawn_bench(tmp_path, 1, renamed=True)
    assert not any(stem in line.name for line in bench.matter.projects for stem in STEMS)
    for only in ("上年数当作", "别的项目的数"):
        try_sentences(bench, 1, 3, trial, only)
    assert (trial.accused, trial.missed) == ([], [])
