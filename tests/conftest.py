"""What all tests share: nothing of the caller's environment decides a result."""

import os

import pytest
from hypothesis import settings

# A busy machine must not fail a test, nor chance a merge: continuous integration draws the same examples each time.
settings.register_profile("usual", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("usual")
# Many examples: pytest --hypothesis-profile=thorough
settings.register_profile("thorough", deadline=None)


@pytest.fixture(autouse=True)
def _no_stated_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
