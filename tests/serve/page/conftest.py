"""One window for all tests of the page, and the real year served for each file of them."""

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
def served(tmp_path_factory: pytest.TempPathFactory, window: Page) -> Iterator[Desk]:
    with open_desk(copy_project(tmp_path_factory.mktemp("page")), 2023, page=window) as desk:
        yield desk


@pytest.fixture(scope="module")
def whole(served: Desk) -> Desk:
    """The page drawn anew for a module."""
    served.open()
    return served


@pytest.fixture(autouse=True)
def _no_complaints(request: pytest.FixtureRequest) -> Iterator[None]:
    """What the browser complains of fails the test; a request that is refused in words is no fault."""
    yield
    if "window" in request.fixturenames:
        told = request.getfixturevalue("window").complaints
        assert [one for one in told if "409" not in one and "ERR_CONNECTION_REFUSED" not in one] == []
