"""The house keeps its measure: ``python scripts/house.py --list`` names what a failing test counts."""

from pathlib import Path

import pytest

from scripts import house
from scripts.house import read_house

ROOT = Path(__file__).resolve().parents[1]
HOUSE = read_house(ROOT)
SHARED = {
    *("errors", "findings", "figures", "lineage", "glossary", "edition", "paths", "plain", "patterns", "folding"),
}


def test_there_are_at_most_40_rooms() -> None:
    assert len(house.list_rooms(HOUSE)) <= 40


def test_only_what_all_rooms_share_stands_in_the_root() -> None:
    assert {name for name in HOUSE.modules if "." not in name and not house.is_door(name, HOUSE)} == SHARED


def test_no_files_import_each_other_in_a_circle() -> None:
    assert house.list_circles({name: house.list_imports(name, HOUSE) for name in HOUSE.modules}) == []


def test_no_function_is_longer_than_a_screen() -> None:
    assert house.list_long_functions(HOUSE) == []


@pytest.fixture
def small(tmp_path: Path) -> house.House:
    files = {
        "jixiao/__init__.py": "",
        "jixiao/a/__init__.py": "",
        "jixiao/a/one.py": "from jixiao.b import two\nclass Kind: ...\n",
        "jixiao/b/__init__.py": "",
        "jixiao/b/two.py": "def f():\n    from jixiao.a.one import Kind\n    return Kind\nclass Kind: ...\n",
        "jixiao/b/one.py": "from pathlib import Path\nf(1, 2, 3, 4, 5)\n",
        "tests/a/test_one.py": "",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return read_house(tmp_path)


def test_an_import_inside_a_function_closes_a_circle(small: house.House) -> None:
    assert house.list_circles({name: house.list_imports(name, small) for name in small.modules}) == [["a.one", "b.two"]]


def test_stems_and_classes_that_stand_twice_are_listed_with_their_modules(small: house.House) -> None:
    assert house.list_repeated_stems(small) == {"one": ["a.one", "b.one"]}
    assert house.list_repeated_classes(small) == {"Kind": ["a.one", "b.two"]}


def test_a_module_is_mirrored_by_the_test_of_its_room_and_name(small: house.House) -> None:
    assert house.list_unmirrored(small) == ["b.one", "b.two"]


def test_a_call_with_five_arguments_by_position_is_listed_with_its_line(small: house.House) -> None:
    assert house.list_crowded_calls(small) == ["b.one:2"]


def test_arguments_of_one_kind_are_not_counted(tmp_path: Path) -> None:
    (tmp_path / "jixiao").mkdir()
    (tmp_path / "jixiao/one.py").write_text("datetime(2024, 6, 27, 8, 30)\npair(1, 2, 3, 4, five=5)\n", "utf-8")
    assert house.list_crowded_calls(read_house(tmp_path)) == []


@pytest.mark.usefixtures("small")
def test_two_checkouts_stand_side_by_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "newer/jixiao").mkdir(parents=True)
    assert house.main([str(tmp_path), str(tmp_path / "newer")]) == 0
    columns = {line[:40].strip(): line[40:].split() for line in capsys.readouterr().out.splitlines()}
    assert columns["modules that have one"] == ["33%", "100%"]
    assert columns["calls with five or more by position"] == ["1", "0"]
