"""Templates tried out before they are filled in: faults that only making a document of one brings out."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2.exceptions import TemplateError, TemplateRuntimeError

from jixiao.docx import package
from jixiao.docx.traces import CORE_PROPERTIES, core_properties
from jixiao.findings import Finding, Place
from jixiao.render.disk_cache import fetch, keep, key_of, own_code, versions

if TYPE_CHECKING:
    from jixiao.render.environment import FormEnvironment

# What a template that passed all checks may still come to while it is filled in. Of the libraries that open it one
# raises a SyntaxError for XML, another whatever Python raises where an element is missing.
LATE_FAULTS = (
    *(TemplateError, package.BadPackage, TypeError, ValueError, LookupError, ArithmeticError, RecursionError),
    *(AttributeError, SyntaxError, AssertionError),
)
_TOOLS = ("docxtpl", "python-docx", "jinja2", "lxml")
_ROOMS = ("assemble", "docx")
_OWN_CODE = ("render/template_trial.py", "render/compiled.py", "render/patching.py", "render/draft.py")
_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
_SOUND = b"sound"


def find_trial_faults(docx: bytes, shown: str, environment: FormEnvironment) -> list[Finding]:
    """Return what making documents of a template comes to; a sound one is tried out only once."""
    key = key_of("trial", versions(*_TOOLS), own_code(*_OWN_CODE, *_modules()), docx)
    if fetch(key) == _SOUND:
        return []
    try:
        _try_out(docx, environment)
    except LATE_FAULTS as error:
        return [late_fault(error, shown, otherwise="文件内部缺少部件，或有一处结构不合 Word 的规定")]
    keep(key, _SOUND)
    return []


@cache
def _modules() -> list[str]:
    package_folder = Path(__file__).resolve().parents[1]
    return sorted(f"{room}/{path.name}" for room in _ROOMS for path in (package_folder / room).glob("*.py"))


def _try_out(docx: bytes, environment: FormEnvironment) -> None:
    """Make the template ready, join it to itself and mark it as a draft, all with its tags for text. LATE_FAULTS."""
    from jixiao.assemble import OpenedPart, assemble
    from jixiao.render.compiled import compile_form
    from jixiao.render.draft import mark_draft

    held = package.read_package(docx)
    stories = {name: held[name] for name in package.stories(held)}
    core = core_properties(moment=_MOMENT, title="")
    members = {**compile_form(docx, environment).rest, **stories, CORE_PROPERTIES: core}
    drafted = mark_draft(package.write_package(members))
    assemble([OpenedPart("一", members), OpenedPart("二", drafted)], moment=_MOMENT, title="")


def late_fault(error: Exception, shown: str, *, otherwise: str = "有一处标记与数据对不上") -> Finding:
    """Return a fault that came up while a template was filled in; ``otherwise`` is said of a library's errors."""
    # Messages of the libraries are English and for programmers; those raised by our own environment are neither.
    why = str(error) if type(error) in (TemplateRuntimeError, package.BadPackage) else otherwise
    return Finding(
        "T008",
        place=Place(shown),
        found=f"模板套用时出错：{why}",
        expected="能套用当前数据的模板",
        remedy="核对模板最近的改动；必要时从 Git 恢复。",
        subject=shown,
    )
