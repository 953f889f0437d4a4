"""A workspace without a year, and what the import of the reference's annexes gives, shared by the tests of a module."""

from __future__ import annotations

import pytest

from jixiao.importing.import_result import ImportResult
from jixiao.paths import Workspace
from tests.importing.filed_annexes import plan_with
from tests.support.imported import empty_project


@pytest.fixture(scope="package")
def no_year(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a workspace with form sets and no year; nothing is written into it."""
    return empty_project(tmp_path_factory.mktemp("annexes") / "project")


@pytest.fixture(scope="package")
def plain(no_year: Workspace) -> ImportResult:
    """Return the import of the annexes as they were filed."""
    return plan_with(no_year, lambda _: None)
