"""A draft's mark: in every header, and the same bytes whenever it is put there."""

import time

import pytest

from jixiao.docx.package import read_package
from jixiao.paths import Workspace
from jixiao.render.draft import mark_draft
from tests.support.package import folders
from tests.support.project import ROOT


def template() -> bytes:
    return (folders(Workspace(ROOT)).templates / "annex1.docx").read_bytes()


def test_the_bytes_do_not_depend_on_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    now = mark_draft(template())
    later = time.localtime(time.time() + 86_400)
    monkeypatch.setattr(time, "localtime", lambda *_: later)
    assert mark_draft(template()) == now


def test_every_header_says_draft() -> None:
    headers = [data for name, data in read_package(mark_draft(template())).items() if name.startswith("word/header")]
    assert headers
    assert all("草稿（不得报送）".encode() in header for header in headers)
