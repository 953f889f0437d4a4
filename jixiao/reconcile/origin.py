"""What a file printed when it was made, as the source map in it says."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from jixiao.docx import package
from jixiao.docx.custom_xml import custom_xml
from jixiao.paths import Workspace
from jixiao.publish.source_map import NAMESPACE, git_digest
from jixiao.source.regular_file import MAX_TEXT, read_if_regular

_MARK, _FILE = f"{{{NAMESPACE}}}mark", f"{{{NAMESPACE}}}file"


class Origin(Struct, frozen=True):
    """Year and unit, what each mark printed, and Git's digest of each data file; ``known`` if that is certain."""

    year: int = 0
    unit: str = ""
    printed: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    known: bool = True

    def changed_since(self, workspace: Workspace) -> frozenset[str]:
        """Return the data files that are not what they were."""
        now = {name: workspace.located(name) for name in self.files}
        contents = {name: read_if_regular(path, MAX_TEXT) for name, path in now.items()}
        digests = {name: git_digest(content) for name, content in contents.items() if content is not None}
        return frozenset(name for name, digest in self.files.items() if digests.get(name, "") != digest)


def read_origin(data: bytes) -> Origin | None:
    """Return what the map in a DOCX says, None if it has none or one that cannot be read."""
    members = package.read_package(data)
    content = custom_xml(members, NAMESPACE)
    if content is None:
        return None
    root = package.open_root(content)
    year = root.get("year", "")
    printed, files = dict[str, str](), dict[str, str]()
    for element in package.walk_xml(content, [_MARK, _FILE]):
        into, what = (printed, "printed") if element.tag == _MARK else (files, "blob")
        into[element.get("name", "")] = element.get(what, "")
    return Origin(int(year), root.get("unit", ""), printed, files) if year.isdecimal() and len(year) == 4 else None
