"""One changed package and what came of it, for all tests of this room in a worker."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.reconcile.edits import Returned
from jixiao.reconcile.reconcile_story import reconcile
from tests.reconcile.changed_file import cases
from tests.support.made_unit import MADE
from tests.support.package import silent
from tests.support.returned import Edited


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package with every kind of change."""
    edited = Edited.whole()
    cases(edited)
    return edited.saved(tmp_path_factory.mktemp("changed") / "返回.docx")


@pytest.fixture(scope="session")
def returned(file: Path) -> Returned:
    """What came of it, nothing written."""
    return reconcile(MADE, file, None, step=silent, write=False)
