"""What all tests share: nothing of the caller's environment decides a result."""

import pytest
from hypothesis import settings

# A busy machine fails no test.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
# Many examples: pytest --hypothesis-profile=thorough
settings.register_profile("thorough", deadline=None)
# A busy machine must not fail a test.
settings.register_profile("usual", deadline=None)
settings.load_profile("usual")


@pytest.fixture(autouse=True)
def _no_stated_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
