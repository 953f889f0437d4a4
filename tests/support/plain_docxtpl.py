"""The reference for filling in forms: docxtpl as it is, with nothing of ours but the tag 合并."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from jixiao.docx import package
from jixiao.docx.traces import remove_traces
from jixiao.render.environment import PRINTER, FormEnvironment
from jixiao.render.patching import FormTemplate
from jixiao.render.printing import Printer


def filled_in_by_docxtpl(
    template: Path, context: dict[str, Any], printer: Printer, environment: FormEnvironment
) -> dict[str, bytes]:
    """Return the members of the filled-in DOCX, remove_traces, but for its core properties."""
    document = FormTemplate(io.BytesIO(template.read_bytes()))
    document.render(context | {PRINTER: printer}, environment)
    written = io.BytesIO()
    document.save(written)
    return remove_traces(package.read_package(written.getvalue()))
