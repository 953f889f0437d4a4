"""Everything that a build imports on its way, imported at once: the server that workers are forked from reads it."""

from importlib import import_module

from jixiao.rules.catalogue import all_rules

_ON_THE_WAY = (
    "assemble",
    "submission.evidence",
    "fleet.processes",
    "publish.file_names",
    "publish.folder",
    "publish.manifest",
    "publish.pdf",
    "publish.reproducible_pdf",
    "readback.package_check",
    "render.filling",
    "render.pandoc",
    "reporting.examination",
)

for name in _ON_THE_WAY:
    import_module(f"jixiao.{name}")
all_rules()
