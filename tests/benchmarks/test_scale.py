"""The page on scale is reckoned from what was measured."""

from __future__ import annotations

from benchmarks.measuring import Series
from benchmarks.outcome import Row, Section
from benchmarks.scale import SCALE, rescaled

PAGE = "前\n<!-- stages: … -->\n旧\n<!-- end -->\n中\n<!-- reckoned: … -->\n<!-- end -->\n后\n"
SECTION = Section(
    "One unit by stage",
    "",
    "a unit",
    [
        *(
            Row(name, {"mean processor ms": Series((taken,))})
            for name, taken in {"read": 100.0, "judge": 260.0, "render": 360.0, "PDF": 2880.0}.items()
        ),
        *(
            Row(f"size: {name}", {"mean KB": Series((size,))})
            for name, size in {"data": 50.0, "output folder": 400.0, "PDF": 800.0}.items()
        ),
    ],
)


def test_tables_are_reckoned_from_the_means() -> None:
    page = rescaled(PAGE, {"stages": SECTION})
    assert "旧" not in page
    assert "| 转换 PDF（LibreOffice，成批） | 2880 | 80% |" in page
    assert "| 合计，不转 PDF | 720 | 20% |" in page
    assert "| 一个省 | 15,000 | 1.5 核时 | 3.0 核时 | 15 核时 | 750 MB | 6.0 GB | 30 GB |" in page
    assert "| 一个市 | 100 | 36 核秒 | 1.2 核分 | 6.0 核分 | 5.0 MB | 40 MB | 200 MB |" in page
    assert rescaled(page, {"stages": SECTION}) == page


def test_nothing_measured_changes_nothing() -> None:
    assert rescaled(PAGE, {}) == PAGE


def test_the_page_has_a_place_for_both_tables() -> None:
    assert len(rescaled(SCALE.read_text("utf-8"), {"stages": SECTION}).split("| 一个省 |")) == 2
