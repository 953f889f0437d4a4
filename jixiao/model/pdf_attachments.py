"""What goes along inside a package's PDF."""

from __future__ import annotations

from enum import StrEnum


class PdfAttachments(StrEnum):
    """What a form set has embedded in the PDF (ISO 19005-3): nothing, or the year's data and the source map."""

    NONE = "无"
    DATA = "数据和来源"
