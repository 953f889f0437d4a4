"""The DOCX of one part as it would be filed now; the last ones asked for are kept."""

from __future__ import annotations

from jixiao.build.described_case import DescribedCase
from jixiao.build.year_documents import begin_reports
from jixiao.errors import UsageError
from jixiao.render.described_parts import render_described
from jixiao.render.parts import render
from jixiao.serve.served_parts import ServedPart

_KEPT = 24


class PartDocuments:
    """The DOCX of parts, by what they say."""

    def __init__(self) -> None:
        self._made: dict[str, bytes] = {}

    def docx(self, part: ServedPart) -> bytes:
        """Return a part's DOCX; UsageError for one that has none, or that could not be filled in."""
        if part.case is None:
            raise UsageError("这一部分没有印在纸上，没有 DOCX。")
        key = f"{part.id} {part.version} {part.case.moment.isoformat()}"
        if key not in self._made:
            self._made[key] = _render(part)
            while len(self._made) > _KEPT:
                del self._made[next(iter(self._made))]
        return self._made[key]


def _render(part: ServedPart) -> bytes:
    case = part.case
    if isinstance(case, DescribedCase):
        rendering = render_described(case.dossier, case.folders, case.moment, only=part.label)
    else:
        assert case is not None  # noqa: S101 - asked before
        report = begin_reports([case])[0] if part.kind == "report" else None
        rendering = render(case.dossier, case.folders, case.moment, report, only=part.label)
    if rendering.findings:
        first = rendering.findings[0]
        raise UsageError(f"这一部分填不进模板：{first.found}（{first.place}）。{first.remedy}")
    return rendering.parts[0].docx
