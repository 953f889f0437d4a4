#!/usr/bin/env bash
# 一、二、三、 before the chapters of an official report are mostly Word's automatic numbers (numFmt
# chineseCountingThousand). docx2python 3.7.1 numbers decimal lists but gives every Chinese one "--", so 三、 cannot be told from 一、. markitdown
# begins a list anew after each paragraph between: the third chapter becomes 1. . pandoc 3.9 counts on, but the "（一）"
# and the "一、" of two levels both become "1.". "见第三章" then points nowhere. Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-docx==1.2.0 docx2python==3.7.1 pypandoc-binary==1.17 'markitdown[docx]==0.1.9'
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import docx, docx2python, pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from markitdown import MarkItDown

def write(name, form, text):
    document = docx.Document()
    numbering = document.part.numbering_part.element
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{level}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for title in ("基本情况", "资金使用", "绩效"):
        heading = document.add_paragraph(title)
        number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
        heading._p.get_or_add_pPr().append(parse_xml(number))
        document.add_paragraph("正文。")
    document.save(name)

write("chinese.docx", "chineseCountingThousand", "%1、")
write("bracketed.docx", "chineseCountingThousand", "（%1）")
write("decimal.docx", "decimal", "%1.")
chinese = docx2python.docx2python("chinese.docx").text
decimal = docx2python.docx2python("decimal.docx").text
marked = MarkItDown().convert("chinese.docx").text_content
by_pandoc = [pypandoc.convert_file(name, "plain") for name in ("chinese.docx", "bracketed.docx")]
print(chinese, decimal, marked, *by_pandoc, sep="\n---\n")
assert "--\t基本情况" in chinese and "--\t绩效" in chinese, chinese
assert "1)\t基本情况" in decimal and "3)\t绩效" in decimal, decimal
assert marked.split() == ["1.", "基本情况", "正文。", "1.", "资金使用", "正文。", "1.", "绩效", "正文。"], marked
assert by_pandoc[0] == by_pandoc[1] and "3.  绩效" in by_pandoc[0], by_pandoc
PY
echo "as described"
