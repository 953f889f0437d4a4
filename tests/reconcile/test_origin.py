"""A file tells by its source map what it printed when it was made, and from which files."""

from __future__ import annotations

from pathlib import Path

from jixiao.reconcile.origin import Origin, read_origin
from tests.support.made_unit import MADE
from tests.support.returned import made_case, made_documents, without_source_map


def test_the_whole_tells_unit_year_and_every_value() -> None:
    origin = read_origin(made_documents().whole)
    assert origin is not None
    assert (origin.year, origin.unit, origin.known) == (2023, "示例市档案馆", True)
    assert origin.printed == {one.mark: one.printed for one in made_case().inspection.prints}


def test_data_files_that_changed_since_are_known_by_gits_digest() -> None:
    origin = read_origin(made_documents().whole)
    assert origin is not None
    assert origin.changed_since(MADE) == frozenset()
    assert Origin(files={"nowhere.yaml": "0" * 40}).changed_since(MADE) == {"nowhere.yaml"}


def test_a_file_that_lost_its_map_tells_nothing(tmp_path: Path) -> None:
    path = tmp_path / "whole.docx"
    path.write_bytes(made_documents().whole)
    assert read_origin(without_source_map(path, tmp_path / "bare.docx").read_bytes()) is None
