"""Templates made ready once, kept on disk."""

from pathlib import Path

import pytest

from jixiao.paths import Workspace
from jixiao.render import compiled, disk_cache
from jixiao.render.environment import context_of, form_environment
from jixiao.render.filling import render_form
from jixiao.render.printing import Printer
from tests.support.docx import form, paragraphs
from tests.support.package import folders, real_dossier
from tests.support.project import ROOT

TEMPLATES = folders(Workspace(ROOT)).templates


TEXT = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("source", "sound"),
    [
        (TEXT.format("{{ 年度 }}"), True),
        (TEXT.format("{% if 年度 %}甲{% elif 上年度 %}乙{% else %}丙{% endif %}{# 不印 <w:p> #}"), True),
        ("<w:tbl>{% for 行 in 各项目 %}<w:tr>{{ 行.名称 }}</w:tr>{% endfor %}</w:tbl>", True),
        ('<w:p>{{ "}}<w:p>{{" }}</w:p>', True),
        ('<w:vMerge w:val="{% if 行.二级首行 %}restart{% else %}continue{% endif %}"/>', True),
        ("<w:p>{% if 年度 %}<w:r>{% endif %}</w:r></w:p>", False),
        ("<w:p>{% if 年度 %}<w:r>{% else %}</w:r>{% endif %}</w:p>", False),
        ("{% for 行 in 各项目 %}<w:p/>{% endfor %}</w:p>", False),
        ('<w:shd w:fill="{{ 年度 }}"/>', False),
        ('<w:p>{% filter upper %}</w:p>{% endfilter %}', False),
        ("<w:p>", False),
    ],
)  # fmt: skip
def test_a_template_is_sound_whose_every_branch_and_loop_is(source: str, sound: bool) -> None:
    story = f'<w:body xmlns:w="x">{source}</w:body>'
    assert compiled.is_sound(story, form_environment()) is sound


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the cache's folder, an empty one; nothing is in memory."""
    monkeypatch.setattr(disk_cache, "FOLDER", tmp_path / ".cache")
    compiled.compile_form.cache_clear()
    return tmp_path / ".cache"


def cover() -> bytes:
    return render_form(TEMPLATES / "cover.docx", context_of(real_dossier()), Printer("封面", ()), form_environment())


def test_a_template_is_made_ready_once_and_then_taken_from_the_disk(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = cover()
    compiled.compile_form.cache_clear()
    monkeypatch.setattr(compiled, "_made_ready", None)
    assert cover() == first
    assert len(list(kept.iterdir())) == 1


def test_a_damaged_entry_is_made_anew(kept: Path) -> None:
    first = cover()
    [entry_on_disk] = kept.iterdir()
    entry_on_disk.write_bytes(entry_on_disk.read_bytes()[:-1] + b"x")
    compiled.compile_form.cache_clear()
    assert cover() == first


def test_another_version_of_a_tool_starts_anew(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cover()
    compiled.compile_form.cache_clear()
    monkeypatch.setattr(compiled, "versions", lambda *_: b"docxtpl 99")
    cover()
    assert len(list(kept.iterdir())) == 2


def test_a_changed_template_is_made_ready_anew(kept: Path, tmp_path: Path) -> None:
    for words in ("甲{{ 年度 }}", "乙{{ 年度 }}"):
        path = tmp_path / "changed.docx"
        path.write_bytes(form(words))
        filled = render_form(path, context_of(real_dossier()), Printer("封面", ()), form_environment())
        assert paragraphs(filled)[0] == words[0] + "2023"
    assert len(list(kept.iterdir())) == 2
