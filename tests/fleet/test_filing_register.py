"""The register of what came when, and the files of each unit; working days by the days it names."""

from datetime import date
from pathlib import Path

import pytest

from jixiao.errors import UsageError
from jixiao.fleet.filing_register import REGISTER, FilingRegister, list_handed_in, read_register

FRIDAY = date(2024, 3, 15)


def late(day: date, **special: frozenset[date]) -> int:
    return FilingRegister({"甲": day}, FRIDAY, **special).count_days_late("甲")


@pytest.mark.parametrize(
    ("day", "days"),
    [
        (date(2024, 3, 14), 0),
        (FRIDAY, 0),
        (date(2024, 3, 16), 0),
        (date(2024, 3, 18), 1),
        (date(2024, 3, 25), 6),
    ],
)
def test_a_unit_is_late_by_working_days(day: date, days: int) -> None:
    assert late(day) == days


def test_days_the_register_names_count_otherwise() -> None:
    monday, saturday = date(2024, 3, 18), date(2024, 3, 16)
    assert late(monday, holidays=frozenset([monday])) == 0
    assert late(monday, worked=frozenset([saturday])) == 2


def test_without_a_deadline_or_a_day_nobody_is_late() -> None:
    assert FilingRegister({"甲": date(2025, 1, 1)}).count_days_late("甲") == 0
    assert FilingRegister({"甲": None}, FRIDAY).count_days_late("甲") == 0


def test_a_register_is_read(tmp_path: Path) -> None:
    lines = "单位,收到日期\n甲,2024-03-18\n乙,\n\n期限,2024-03-15\n节假日,2024-04-04\n上班,2024-04-07\n"
    (tmp_path / REGISTER).write_text(lines, "utf-8-sig")
    register = read_register(tmp_path)
    assert (dict(register.received), register.deadline) == ({"甲": date(2024, 3, 18), "乙": None}, FRIDAY)
    assert register.is_working_day(date(2024, 4, 7))
    assert not register.is_working_day(date(2024, 4, 4))


def test_a_wrong_day_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / REGISTER).write_text("单位,收到日期\n甲,3月18日\n", "utf-8")
    with pytest.raises(UsageError, match="第 2 行"):
        read_register(tmp_path)


def test_no_register_is_an_empty_one(tmp_path: Path) -> None:
    assert read_register(tmp_path) == FilingRegister()


def test_a_unit_is_a_folder_or_a_file_and_links_are_left(tmp_path: Path) -> None:
    (tmp_path / "甲/材料").mkdir(parents=True)
    for name in ("甲/材料/报告.docx", "甲/附件1.xlsx", "甲/照片.jpg", "乙.txt", ".丙.txt"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "丁").symlink_to(tmp_path / "甲")
    (tmp_path / "甲/链接.docx").symlink_to(tmp_path / "乙.txt")
    found = {unit: [path.name for path in files] for unit, files in list_handed_in(tmp_path).items()}
    assert found == {"乙": ["乙.txt"], "甲": ["报告.docx", "附件1.xlsx"]}


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "没有"):
        with pytest.raises(UsageError):
            list_handed_in(folder)
