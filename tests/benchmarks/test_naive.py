"""The naive script says what Jixiao says; otherwise it would be no yardstick."""

from __future__ import annotations

import pytest

from benchmarks import naive
from benchmarks.texts import first_difference, texts
from jixiao.derive.dossier import Dossier
from jixiao.paths import Workspace
from jixiao.render.parts import render
from tests.support.opened import judged
from tests.support.project import ROOT

PROJECT = Workspace(ROOT)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return naive.read(PROJECT, 2023)


@pytest.fixture(scope="module")
def parts(dossier: Dossier) -> dict[str, bytes]:
    return dict(naive.rendered(dossier, PROJECT.form_set("yueyang-2023")))


def test_each_part_says_the_same(dossier: Dossier, parts: dict[str, bytes]) -> None:
    case = judged(PROJECT)
    ours = render(dossier, case.folders, case.moment).parts
    assert [part.label for part in ours] == list(parts)
    assert {part.label: first_difference(texts(part.docx), texts(parts[part.label])) for part in ours} == dict.fromkeys(
        parts, ""
    )


def test_the_joined_document_says_what_its_parts_say(parts: dict[str, bytes]) -> None:
    pytest.importorskip("docxcompose", reason="comes with the bench extra")
    whole = naive.joined(list(parts.values()))
    assert texts(whole) == [words for part in parts.values() for words in texts(part)]
