"""docxtpl's reading of a DOCX template: its tags freed of Word's markup, and our own vertical merges written out.

On top of docxtpl's tags a cell may begin with ``{% 合并 条件 %}``: where the condition holds the cell
starts a vertical merge and prints its text, elsewhere it continues the one above. docxtpl's own
``{% vm %}`` follows the innermost loop only and cannot merge two columns at different steps.
"""

from __future__ import annotations

import io
import re

from docxtpl import DocxTemplate

from jixiao.patterns import compile_late
from jixiao.render.lint import MERGE

# CT_TcPr is a sequence: vMerge follows width and span, and precedes borders and the rest.
_BEFORE_MERGE = compile_late(
    r"(<w:tcPr>(?:<w:cnfStyle[^>]*/>)?(?:<w:tcW[^>]*/>)?(?:<w:gridSpan[^>]*/>)?(?:<w:hMerge[^>]*/>)?)(?:<w:vMerge[^>]*/>)?"
)
_CELL_START = compile_late(r"(<w:tc(?: [^>]*)?>)(?:<w:tcPr/>)?(?!<w:tcPr>)")
_CELL_WITH_MERGE = compile_late(r"<w:tc[ >](?:(?!<w:tc[ >]).)*?\{%\s*" + MERGE + r"\s+(.*?)\s*%\}.*?</w:tc>", re.DOTALL)
_MERGE_TAG = compile_late(r"\{%\s*" + MERGE + r"\s+.*?%\}", re.DOTALL)


class FormTemplate(DocxTemplate):  # type: ignore[misc]
    """A template that docxtpl can fill in, merges included."""

    def patch_xml(self, src_xml: str) -> str:
        """Return docxtpl's patched source with vertical merges written out."""
        return _CELL_WITH_MERGE.sub(_merged_cell, str(super().patch_xml(src_xml)))


def _merged_cell(match: re.Match[str]) -> str:
    condition, cell = match[1], match[0]
    cell = _MERGE_TAG.sub(f"{{% if {condition} %}}", cell, count=1)
    before, closing, after = cell.rpartition("</w:t>")
    cell = f"{before}{{% endif %}}{closing}{after}"
    merge = f'<w:vMerge w:val="{{% if {condition} %}}restart{{% else %}}continue{{% endif %}}"/>'
    cell = _CELL_START.sub(r"\1<w:tcPr></w:tcPr>", cell, count=1)
    return _BEFORE_MERGE.sub(lambda found: found[1] + merge, cell, count=1)


def saved_by_docxtpl(docx: bytes) -> tuple[FormTemplate, bytes]:
    """Return the template opened, and the DOCX as docxtpl stores it when nothing is filled in."""
    template = FormTemplate(io.BytesIO(docx))
    stored = io.BytesIO()
    template.save(stored)
    return template, stored.getvalue()
