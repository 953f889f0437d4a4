"""Everything that a build imports on its way, imported at once: the server that workers are forked from reads it."""

from importlib import import_module

from jixiao.rules.registry import all_rules

_ON_THE_WAY = (
    "assemble",
    "evidence",
    "fleet.processes",
    "publish.names",
    "publish.folder",
    "publish.manifest",
    "publish.pdf",
    "publish.settled",
    "readback.package",
    "render.forms",
    "render.pandoc",
    "reporting.examination",
)

for name in _ON_THE_WAY:
    import_module(f"jixiao.{name}")
all_rules()
