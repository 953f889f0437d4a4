"""One window for all tests of the page; the page with the real year, served once for all tests of a module."""

from collections.abc import Iterator

import pytest

from tests.support.browser import Page
from tests.support.desk import Desk, open_desk, open_window
from tests.support.project import copy_project


@pytest.fixture(scope="session")
def window() -> Iterator[Page]:
    with open_window() as page:
        yield page


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, window: Page) -> Iterator[Desk]:
    with open_desk(copy_project(tmp_path_factory.mktemp("page")), 2023, page=window) as desk:
        yield desk
        assert not desk.page.complaints
