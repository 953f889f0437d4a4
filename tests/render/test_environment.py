"""What templates cannot reach."""

from pathlib import Path

import pytest

from jixiao.paths import Workspace
from jixiao.render.environment import context_of, form_environment, report_environment
from jixiao.render.filters import FILTERS
from jixiao.render.lint import find_tags, lint
from jixiao.render.parts import inspect
from jixiao.render.printing import Printer
from jixiao.render.scan import check_form
from tests.support.docx import form
from tests.support.package import NOWHERE, folders, real_dossier, with_narrative
from tests.support.project import ROOT

ESCAPES = [
    "{{ ''.__class__ }}",
    "{{ ''['__class__'] }}",
    "{{ 单位.__class__ }}",
    "{{ 单位.model_dump() }}",
    "{{ 单位.model_fields }}",
    "{{ 单位.单位名称.upper() }}",
    "{{ 单位.单位名称.place }}",
    "{{ 附件1.三公经费.预算.amount }}",
    "{{ 附件1.三公经费.预算.origin }}",
    "{{ 年度.format(1) }}",
    "{{ cycler }}",
    "{{ range(10) }}",
    "{{ lipsum() }}",
    "{{ dict() }}",
    "{{ namespace() }}",
    "{{ self }}",
    "{{ _印 }}",
    "{{ _印.overrides }}",
    "{{ caller() }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 'a' ~ 'b' }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ [1, 2] }}",
    "{{ {'a': 1} }}",
    "{{ 各项目[0:1] }}",
    "{{ 年度 is defined }}",
    "{{ 年度 | attr('__class__') }}",
    "{{ 年度 | map('upper') }}",
    "{{ 年度 if 年度 }}",
    "{% for 项 in range(1000000000) %}{% endfor %}",
    "{% for 项 in [1, 2, 3] %}{{ 项 }}{% endfor %}",
    "{% for 项 in '很长的文字' %}{{ 项 }}{% endfor %}",
    "{% import 'os' as os %}",
    "{% macro m() %}{% endmacro %}",
    "{% set x = 单位 %}",
    "{% extends 'x' %}",
    "{% filter upper %}x{% endfilter %}",
    "{% call m() %}{% endcall %}",
    "{% with a = 1 %}{% endwith %}",
    "{% autoescape false %}{% endautoescape %}",
    "{% do 单位 %}",
    "".join(f"{{% for a{n} in 各项目 %}}" for n in range(6)) + "{{ 年度 }}" + "{% endfor %}" * 6,
]


@pytest.mark.parametrize("source", ESCAPES)
def test_a_form_cannot_reach_past_official_terms(source: str, tmp_path: Path) -> None:
    path = tmp_path / "escape.docx"
    path.write_bytes(form(source))
    assert check_form(path, "templates/x.docx", context_of(real_dossier()), form_environment())


@pytest.mark.parametrize("source", ESCAPES)
def test_the_report_cannot_reach_past_official_terms(source: str) -> None:
    assert lint(find_tags(source, NOWHERE), context_of(real_dossier()), report_environment())
    assert inspect(with_narrative(real_dossier(), source), folders(Workspace(ROOT))).unfillable


@pytest.mark.parametrize("source", [one for one in ESCAPES if "a5" not in one])
def test_the_sandbox_holds_even_where_nothing_was_checked(source: str) -> None:
    """What slips through the check is refused while it is filled in, or printed as harmless words."""
    environment = form_environment()
    try:
        shown = environment.from_string(source).render(context_of(real_dossier()) | {"_印": Printer("试", ())})
    except Exception as refusal:  # any refusal will do
        shown = type(refusal).__name__
    assert "class" not in shown
    assert len(shown) < 1000


def test_only_the_named_filters_exist() -> None:
    assert form_environment().filters.keys() == FILTERS.keys() == report_environment().filters.keys()
    assert not form_environment().globals
    assert not form_environment().tests
