"""The shipped form set with other names for its forms (附件1 → 附表一): the same forms, called otherwise."""

from __future__ import annotations

import re
from pathlib import Path

from jixiao.docx.package import read_package, write_package
from jixiao.paths import Workspace

_NAMES = {"附件1": "附表一", "附件2": "附表二", "附件3": "附表三", "附件5": "附表五"}
# Not the keys of data and the paths of figures, which the program gives.
_LABEL = re.compile(rf"({'|'.join(_NAMES)})(?!\.|行次)")


def relabel(words: str) -> str:
    """Return words with the forms called otherwise."""
    return _LABEL.sub(lambda label: _NAMES[label[1]], words)


def named_back(words: str) -> str:
    """Return what is told of relabelled forms in the words of the shipped set."""
    for name, other in _NAMES.items():
        words = words.replace(other, name)
    return words


def relabel_project(workspace: Workspace) -> None:
    """Call the forms otherwise in a project: in its set and its templates, and where its data name them."""
    for path in sorted(workspace.root.rglob("*")):
        if path.suffix in (".md", ".yaml") and not path.is_symlink():
            path.write_text(relabel(path.read_text("utf-8")), "utf-8", newline="\n")
        elif path.suffix == ".docx":
            _relabel_template(path)


def _relabel_template(path: Path) -> None:
    members = read_package(path.read_bytes())
    changed = {
        name: relabel(data.decode()).encode() if name.startswith("word/") and name.endswith(".xml") else data
        for name, data in members.items()
    }
    path.write_bytes(write_package(changed))
