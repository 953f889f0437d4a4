#!/usr/bin/env bash
# A figure that a colleague drags to another place with changes tracked stands in the DOCX twice: where it was
# (w:moveFrom) and where it is (w:moveTo). docx2python 3.7.1 and docx2txt 0.9, which leave out what was deleted
# (w:del), read both places. Moved past a neighbour, 99 and 12.50 become the one figure 9912.50. python-docx 1.2.0
# does the opposite: it reads neither the new place nor anything inserted. pandoc 3.9 and mammoth 1.13.0 read what
# Word shows as final. Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-docx==1.2.0 mammoth==1.13.0 docx2python==3.7.1 docx2txt==0.9 pypandoc-binary==1.17
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import docx, docx2python, docx2txt, mammoth, pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"

by = 'w:author="甲" w:date="2024-03-01T08:00:00Z"'
body = (
    f'<w:moveFromRangeStart w:id="1" w:name="m" {by}/><w:moveFrom w:id="2" {by}>{run("99")}</w:moveFrom><w:moveFromRangeEnd w:id="1"/>'
    f'{run("12.50万元，共")}'
    f'<w:moveToRangeStart w:id="3" w:name="m" {by}/><w:moveTo w:id="4" {by}>{run("99")}</w:moveTo><w:moveToRangeEnd w:id="3"/>'
    f'{run("人")}<w:del w:id="5" {by}><w:r><w:delText>删</w:delText></w:r></w:del>'
)
document = docx.Document()
document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{body}</w:p>"))
document.save("moved.docx")
seen = {
    "docx2python": docx2python.docx2python("moved.docx").text,
    "docx2txt": docx2txt.process("moved.docx"),
    "python-docx": docx.Document("moved.docx").paragraphs[0].text,
    "pandoc": pypandoc.convert_file("moved.docx", "plain"),
    "mammoth": mammoth.extract_raw_text(open("moved.docx", "rb")).value,
}
seen = {name: text.strip() for name, text in seen.items()}
print(seen)
assert seen["docx2python"] == seen["docx2txt"] == "9912.50万元，共99人", seen
assert seen["python-docx"] == "12.50万元，共人", seen
assert seen["pandoc"] == seen["mammoth"] == "12.50万元，共99人", seen
PY
echo "as described"
