#!/usr/bin/env bash
# Word has signs of its own between two figures, and readers drop some of them, so that two figures become one:
# a carriage return (w:cr) between 12 and 50 is nothing for pandoc 3.9, mammoth 1.13.0, markitdown and docx2python 3.7.1 (1250); a
# positional tab (w:ptab) is nothing for the same and docx2txt 0.9, which knows w:tab and w:cr; the no-break hyphen of 2021‑2023 is
# nothing for docx2python and docx2txt (20212023). python-docx 1.2.0 keeps all three. Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-docx==1.2.0 mammoth==1.13.0 docx2python==3.7.1 docx2txt==0.9 pypandoc-binary==1.17 'markitdown[docx]==0.1.9'
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import docx, docx2python, docx2txt, mammoth, pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from markitdown import MarkItDown

signs = {
    "cr": ("12", "<w:cr/>", "50"),
    "ptab": ("12", '<w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/>', "50"),
    "noBreakHyphen": ("2021", "<w:noBreakHyphen/>", "2023"),
}
readers = {
    "python-docx": lambda name: docx.Document(name).paragraphs[0].text,
    "mammoth": lambda name: mammoth.extract_raw_text(open(name, "rb")).value,
    "markitdown": lambda name: MarkItDown().convert(name).text_content,
    "pandoc": lambda name: pypandoc.convert_file(name, "plain"),
    "docx2python": lambda name: docx2python.docx2python(name).text,
    "docx2txt": docx2txt.process,
}
joined = {}
for name, (left, sign, right) in signs.items():
    document = docx.Document()
    run = f"<w:r><w:t>{left}</w:t>{sign}<w:t>{right}</w:t></w:r>"
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{run}</w:p>"))
    document.save("signs.docx")
    texts = {reader: read("signs.docx").strip() for reader, read in readers.items()}
    print(name, texts)
    joined[name] = {reader for reader, text in texts.items() if text == left + right}
assert joined["cr"] == {"mammoth", "markitdown", "pandoc", "docx2python"}, joined
assert joined["ptab"] == {"mammoth", "markitdown", "pandoc", "docx2python", "docx2txt"}, joined
assert joined["noBreakHyphen"] == {"docx2python", "docx2txt"}, joined
PY
echo "as described"
