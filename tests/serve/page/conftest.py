"""The page with the real year, served once for all tests of a module."""

from collections.abc import Iterator

import pytest

from tests.support.desk import Desk, open_desk
from tests.support.project import copy_project


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with open_desk(copy_project(tmp_path_factory.mktemp("page")), 2023) as desk:
        yield desk
        assert not desk.page.complaints
