"""What make sources shows."""

from pathlib import Path

from jixiao.commands.list_sources import report_sources
from jixiao.commands.sources_text import sources_text
from tests.support.accounts import drawing_year


def test_every_reference_stands_with_what_it_draws(tmp_path: Path) -> None:
    text = sources_text(report_sources(drawing_year(tmp_path), 2023), everything=False)
    assert "决算.F03['3．公务接待费'].决算数 → 13600.004 元" in text
    assert "与记下的相同" in text
    assert "没有用到的数" in text


def test_what_is_accepted_is_said(tmp_path: Path) -> None:
    workspace = drawing_year(tmp_path, accepted=False)
    assert "还没有记下" in sources_text(report_sources(workspace, 2023), everything=True)
    assert "已记下 1 个来源的摘要：决算" in sources_text(report_sources(workspace, 2023, accept=True), everything=True)
