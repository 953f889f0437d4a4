"""The same package as docxtpl's own documentation would do it: the yardstick for speed.

    python -m benchmarks.naive [--root FOLDER] [--year YEAR] [--output FOLDER] [--units FOLDER] [--limit N]

One DocxTemplate per part, rendered with a context of plain dictionaries; pandoc, through pypandoc, for the report;
docxcompose to join the parts; a ZIP. Reading and arithmetic are Jixiao's own (the documentation has nothing to say of
them), which flatters this script: a script that read YAML with ruamel.yaml's default loader would take longer. Nothing
is checked. docxcompose drops headers, footers and page orientation of what is appended; only the texts are the same.
"""

from __future__ import annotations

import argparse
import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pypandoc
from docxtpl import DocxTemplate
from jinja2 import Environment

from jixiao.derive.derivation import derive
from jixiao.derive.dossier import Dossier
from jixiao.glossary import template_name, term
from jixiao.model.formset import PartKind
from jixiao.paths import Workspace
from jixiao.render.bookmarks import without_marks
from jixiao.render.environment import PRINTABLE, lookup, names
from jixiao.render.narrative import fill_sections, report_markdown
from jixiao.render.parts import label_of, list_parts
from jixiao.render.printing import Printer
from jixiao.submission.read import read_year

ROOT = Path(__file__).resolve().parents[1]
# What each template of the form set speaks of, besides the unit and the year.
GROUPS = {"annex1.docx": "annex1", "annex2.docx": "annex2", "annex5.docx": "annex5"}
_MERGED = re.compile(r"<w:tc>(?:(?!<w:tc>).)*?(\{% 合并 (.*?) %\}).*?</w:tc>", re.DOTALL)
_PROPERTIES = re.compile(r"<w:tcPr>(?:<w:tcW[^>]*/>)?(?:<w:gridSpan[^>]*/>)?")


class Template(DocxTemplate):  # type: ignore[misc]
    """docxtpl with a merge over the rows in which a condition does not hold; its own follows the innermost loop."""

    def patch_xml(self, src_xml: str) -> str:
        """Return the source that Jinja compiles, our merges written out in the manner of docxtpl's ``{% vm %}``."""
        return _MERGED.sub(_merged, str(super().patch_xml(src_xml)))


def _merged(found: re.Match[str]) -> str:
    cell, tag, condition = found[0], found[1], found[2]
    before, closing, after = cell.replace(tag, f"{{% if {condition} %}}", 1).rpartition("</w:t>")
    merge = f'<w:vMerge w:val="{{% if {condition} %}}restart{{% else %}}continue{{% endif %}}"/>'
    return _PROPERTIES.sub(lambda it: it[0] + merge, f"{before}{{% endif %}}{closing}{after}", count=1)


def build(workspace: Workspace, year: int) -> tuple[dict[str, bytes], bytes, bytes]:
    """Return the parts by label, the joined DOCX and the ZIP. The data must be in order: nothing is checked."""
    dossier = read(workspace, year)
    parts = dict(rendered(dossier, workspace.form_set(str(dossier.unit.form_set))))
    whole = joined(list(parts.values()))
    return parts, whole, zipped({"package.docx": whole} | {f"{label}.docx": part for label, part in parts.items()})


def read(workspace: Workspace, year: int) -> Dossier:
    """Return a year; ValueError where it cannot be read."""
    submission = read_year(workspace, year).submission
    if submission is None:
        raise ValueError(f"{workspace.root.name}: the data has errors")
    return derive(submission)


def rendered(dossier: Dossier, templates: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the parts in order, with their labels."""
    for part, project in list_parts(dossier):
        label = label_of(part, project)
        printer = Printer(label, dossier.overrides)
        context = {term(name): plain(getattr(dossier, name), printer) for name in ("year", "prior_year", "unit")}
        if group := GROUPS.get(str(part.template)):
            context[term(group)] = plain(getattr(dossier, group), printer)
        if project:
            context[term("this_project")] = plain(project, printer)
        template = Template(templates / part.template)
        template.render(context, Environment(keep_trailing_newline=True), autoescape=True)
        written = io.BytesIO()
        template.save(written)
        report = part.kind is PartKind.REPORT
        yield label, narrated(dossier, written.getvalue()) if report else written.getvalue()


def plain(value: Any, printer: Printer) -> Any:
    """Return a part of the dossier as dictionaries, lists and printed texts."""
    if isinstance(value, bool):
        return value
    if value is None or isinstance(value, PRINTABLE):
        return "" if value is None else printer.show(value)
    if isinstance(value, list | tuple):
        return [plain(one, printer) for one in value]
    return {template_name(name): plain(lookup(value, name), printer) for name in names(value)}


def narrated(dossier: Dossier, reference: bytes) -> bytes:
    """Return the report as pandoc makes it, in the styles of the reference."""
    markdown = without_marks(report_markdown(dossier, fill_sections(dossier)))
    with tempfile.TemporaryDirectory() as folder:
        styles, report = Path(folder, "reference.docx"), Path(folder, "report.docx")
        styles.write_bytes(reference)
        pypandoc.convert_text(
            markdown,
            "docx",
            format="commonmark+pipe_tables+fenced_divs",
            outputfile=str(report),
            extra_args=[f"--reference-doc={styles}"],
        )
        return report.read_bytes()


def joined(parts: list[bytes]) -> bytes:
    """Return the parts as one document, each on a new page."""
    from docxcompose.composer import Composer

    composer = Composer(docx.Document(io.BytesIO(parts[0])))
    for part in parts[1:]:
        composer.doc.add_page_break()
        composer.append(docx.Document(io.BytesIO(part)))
    written = io.BytesIO()
    composer.save(written)
    return written.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    """Return the files as a ZIP."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def save(folder: Path, whole: bytes, archive: bytes) -> None:
    """Write a package."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.docx").write_bytes(whole)
    (folder / "package.zip").write_bytes(archive)


def main() -> None:
    """Build one package, or those of a folder of units."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=ROOT)
    parser.add_argument("--year", type=int, default=2023)
    parser.add_argument("--output", type=Path, default=ROOT / "output/naive")
    parser.add_argument("--units", type=Path, help="a folder as make_units writes it; all its units are built")
    parser.add_argument("--limit", type=int, help="build only the first N units")
    args = parser.parse_args()
    if args.units is None:
        save(args.output, *build(Workspace(args.root), args.year)[1:])
        return
    for unit in sorted((args.units / "units").iterdir())[: args.limit]:
        try:
            save(args.output / unit.name, *build(Workspace(unit, args.units / "templates"), args.year)[1:])
        except ValueError as error:
            print(error)


if __name__ == "__main__":
    main()
