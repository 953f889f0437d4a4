"""A sample of sentences planted in texts of described forms: most are told, no right one is accused."""

from __future__ import annotations

from pathlib import Path

from benchmarks.claims import Trial
from benchmarks.described_claims import GROUNDS, DescribedBench, try_described


def test_a_sample_is_told_and_no_right_twin_accused(tmp_path: Path) -> None:
    trial = Trial()
    bench = DescribedBench(tmp_path, GROUNDS[1])
    for only in ("项目预算当作", "平均每件"):
        try_described(bench, 1, 3, trial, only)
    assert (trial.accused, trial.missed) == ([], [])
    assert trial.twins >= 5
