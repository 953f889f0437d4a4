"""What all tests share: nothing of the caller's environment decides a result."""

import pytest
from hypothesis import settings

# Many examples: pytest --hypothesis-profile=thorough
settings.register_profile("thorough", deadline=None)


@pytest.fixture(autouse=True)
def _no_stated_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
