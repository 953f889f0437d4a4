"""Which forms a year lacks: a project without one that each must have, a set without any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.findings import Finding, Place, finding_at
from jixiao.forms.described_set import DescribedSet
from jixiao.forms.entered_forms import EnteredForm


def find_missing_forms(described: DescribedSet, forms: Sequence[EnteredForm], folder: str) -> Iterator[Finding]:
    """Yield findings on projects without one of the forms that each must have, and on a set without any form."""
    if not forms and all(form.is_optional for form in described.forms.values()):
        message = (
            "L014",
            "一张表的文件都没有",
            f"{folder}/ 里至少一张",
            "照 schemas/ 里的说明写一张，或从上一年度复制。",
        )
        yield finding_at(Place(folder), message)
    per_project = [one for one in forms if one.form.is_per_project]
    projects = dict.fromkeys(one.identifier for one in per_project)
    for form in (one for one in described.forms.values() if one.is_per_project and not one.is_optional):
        have = {one.identifier for one in per_project if one.form is form}
        base = f"{folder}/{form.description.source_file}"
        for lacking in (one for one in projects if have and one not in have):
            expected = f"{base}/…-{lacking}.yaml"
            message = "L014", f"项目“{lacking}”缺少“{form.name}”", expected, "补上这个项目的文件；标识写错的改正。"
            yield finding_at(Place(base), message, subject=f"{form.name}.{lacking}")
