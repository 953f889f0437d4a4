"""What all tests share: nothing of the caller's environment decides a result."""

import pytest


@pytest.fixture(autouse=True)
def _no_stated_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
