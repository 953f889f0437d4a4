#!/usr/bin/env bash
# Forms in Word tick an answer by a sign of the font Wingdings 2 (w:sym, ☑) beside boxes that are plain text: 达标☑ 未达标□.
# python-docx 1.2.0 and docx2txt 0.9 leave out the tick alone: 达标 未达标□, where the one box left stands by the answer not
# given. docx2python 3.7.1 has the sign's number in a tag, and that is the letter R. Typed in the font instead, ☑ and its
# empty box are R and £ for all but pandoc 3.9. An answer chosen from a list (FORMDROPDOWN of 优, 良, 差; 良 in print) is
# nothing for pandoc, mammoth 1.13.0, markitdown 0.1.9, python-docx and docx2txt; docx2python reads it. None says a word.
# Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-docx==1.2.0 mammoth==1.13.0 docx2python==3.7.1 docx2txt==0.9 pypandoc-binary==1.17 'markitdown[docx]==0.1.9'
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import docx, docx2python, docx2txt, mammoth, pypandoc
from docx.oxml import parse_xml
from markitdown import MarkItDown

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FONT = '<w:rPr><w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/></w:rPr>'


def run(text, properties=""):
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


LIST = "".join(f'<w:listEntry w:val="{mark}"/>' for mark in "优良差")
forms = {
    "sign": run("达标") + '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>' + run(" 未达标□"),
    "typed": run("达标") + run("R", FONT) + run(" 未达标") + run("£", FONT),
    "list": run("等次：")
    + f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:enabled/><w:ddList><w:result w:val="1"/>{LIST}</w:ddList></w:ffData></w:fldChar></w:r>'
    + '<w:r><w:instrText xml:space="preserve"> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    + run("。"),
}
readers = {
    "python-docx": lambda name: docx.Document(name).paragraphs[0].text,
    "docx2txt": docx2txt.process,
    "docx2python": lambda name: docx2python.docx2python(name).text,
    "mammoth": lambda name: mammoth.extract_raw_text(open(name, "rb")).value,
    "markitdown": lambda name: MarkItDown().convert(name).text_content,
    "pandoc": lambda name: pypandoc.convert_file(name, "plain"),
}
expected = {
    "sign": ["达标 未达标□"] * 2 + ["达标<span style=font-family:Wingdings 2>&#x0052;</span> 未达标□"] + ["达标☑ 未达标□"] * 3,
    "typed": ["达标R 未达标£"] * 5 + ["达标☑ 未达标⬜"],
    "list": ["等次：。"] * 2 + ["等次：良。"] + ["等次：。"] * 3,
}
for name, xml in forms.items():
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {W}>{xml}</w:p>"))
    document.save(f"{name}.docx")
    seen = [read(f"{name}.docx").strip() for read in readers.values()]
    print(name, dict(zip(readers, seen)))
    assert seen == expected[name], seen
PY
echo "as described"
