"""Forms: a DOCX template and the Dossier make one filled-in DOCX, through docxtpl.

On top of docxtpl's tags a cell may begin with ``{% 合并 条件 %}``: where the condition holds the cell
starts a vertical merge and prints its text, elsewhere it continues the one above. docxtpl's own
``{% vm %}`` follows the innermost loop only and cannot merge two columns at different steps.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment

from jixiao import opc
from jixiao.render.environment import PRINTER, FormEnvironment
from jixiao.render.lint import MERGE
from jixiao.render.printing import Printer

# CT_TcPr is a sequence: vMerge follows width and span, and precedes borders and the rest.
_BEFORE_MERGE = re.compile(
    r"(<w:tcPr>(?:<w:cnfStyle[^>]*/>)?(?:<w:tcW[^>]*/>)?(?:<w:gridSpan[^>]*/>)?(?:<w:hMerge[^>]*/>)?)(?:<w:vMerge[^>]*/>)?"
)
_CELL_START = re.compile(r"(<w:tc(?: [^>]*)?>)(?:<w:tcPr/>)?(?!<w:tcPr>)")
_CELL_WITH_MERGE = re.compile(r"<w:tc[ >](?:(?!<w:tc[ >]).)*?\{%\s*" + MERGE + r"\s+(.*?)\s*%\}.*?</w:tc>", re.DOTALL)
_MERGE_TAG = re.compile(r"\{%\s*" + MERGE + r"\s+.*?%\}", re.DOTALL)


class _FormTemplate(DocxTemplate):  # type: ignore[misc]
    def patch_xml(self, src_xml: str) -> str:
        """Return docxtpl's patched source with vertical merges written out."""
        return _CELL_WITH_MERGE.sub(_merged_cell, str(super().patch_xml(src_xml)))

    def render_xml_part(self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Environment) -> str:
        """Return one filled-in story; docxtpl's own would turn ``{_{`` in the data into ``{{``."""
        return str(self.resolve_listing(jinja_env.from_string(src_xml).render(context)))

    def render_properties(self, context: dict[str, Any], jinja_env: Environment | None = None) -> None:
        """Leave the properties: they are written afterwards, and hold no template."""

    def render_footnotes(self, context: dict[str, Any], jinja_env: Environment | None = None) -> None:
        """Leave the notes: docxtpl fills them in once per section, what data brought in included."""

    def fix_tables(self, xml: str) -> Any:
        """Return the rendered body; the templates' grids are right, and broken XML must not be mended silently."""
        return opc.parse_xml(xml.encode())


def _merged_cell(match: re.Match[str]) -> str:
    condition, cell = match[1], match[0]
    cell = _MERGE_TAG.sub(f"{{% if {condition} %}}", cell, count=1)
    before, closing, after = cell.rpartition("</w:t>")
    cell = f"{before}{{% endif %}}{closing}{after}"
    merge = f'<w:vMerge w:val="{{% if {condition} %}}restart{{% else %}}continue{{% endif %}}"/>'
    cell = _CELL_START.sub(r"\1<w:tcPr></w:tcPr>", cell, count=1)
    return _BEFORE_MERGE.sub(lambda found: found[1] + merge, cell, count=1)


def render_form(template: Path, context: dict[str, Any], printer: Printer, environment: FormEnvironment) -> bytes:
    """Return the filled-in DOCX; the template must have passed ``check_form`` of ``scan``.

    Raises jinja2.TemplateError for what only shows while rendering, BadPackage where the result is broken XML.
    """
    document = _FormTemplate(io.BytesIO(template.read_bytes()))
    document.render(context | {PRINTER: printer}, environment)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
