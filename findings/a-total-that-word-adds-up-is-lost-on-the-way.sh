#!/usr/bin/env bash
# A total that Word adds up itself (=SUM(ABOVE)) is a field and may be written in two ways: between w:fldChar signs, or
# as one w:fldSimple, which the standard says means the same. pandoc 3.9, mammoth 1.13.0, markitdown and python-docx
# 1.2.0 read the first and leave out the second, result and all: 合计12.50万元 becomes 合计万元, without a warning.
# docx2python 3.7.1 and docx2txt 0.9 read both. Fails if this changes.
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

def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"

def sign(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

ways = {
    "between signs": f"{sign('begin')}<w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r>{sign('separate')}{run('12.50')}{sign('end')}",
    "simple": f'<w:fldSimple w:instr="=SUM(ABOVE)">{run("12.50")}</w:fldSimple>',
}
readers = {
    "python-docx": lambda name: docx.Document(name).paragraphs[0].text,
    "mammoth": lambda name: mammoth.extract_raw_text(open(name, "rb")).value,
    "markitdown": lambda name: MarkItDown().convert(name).text_content,
    "pandoc": lambda name: pypandoc.convert_file(name, "plain"),
    "docx2python": lambda name: docx2python.docx2python(name).text,
    "docx2txt": docx2txt.process,
}
seen = {}
for way, field in ways.items():
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{run('合计')}{field}{run('万元')}</w:p>"))
    document.save("total.docx")
    seen[way] = {name: read("total.docx").strip() for name, read in readers.items()}
    print(way, seen[way])
assert set(seen["between signs"].values()) == {"合计12.50万元"}, seen
lost = {name for name, text in seen["simple"].items() if text == "合计万元"}
assert lost == {"python-docx", "mammoth", "markitdown", "pandoc"}, seen
assert seen["simple"]["docx2python"] == seen["simple"]["docx2txt"] == "合计12.50万元", seen
PY
echo "as described"
