#!/usr/bin/env bash
# A DOCX table may begin a row further right (w:gridBefore, what Word writes when cells at the left of a row are
# deleted). pandoc 3.9 (pypandoc-binary 1.17), mammoth 1.13.0, docx2python 3.7.1 and markitdown 0.1.9 do not look at it: the row starts in
# the first column, so each value stands under the heading to its left. markitdown does the same to every row beside a
# cell that is merged downwards (一级指标 of a table of indicators), where the three others are right. None says a word.
# Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-docx==1.2.0 mammoth==1.13.0 docx2python==3.7.1 pypandoc-binary==1.17 'markitdown[docx]==0.1.9'
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import docx, docx2python, json, mammoth, pypandoc
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from markitdown import MarkItDown

document = docx.Document()
table = document.add_table(4, 3)
lines = [("指标", "目标", "完成"), ("数量", "10", "9"), ("", "20", "19"), ("质量", "95%", "96%")]
for row, line in enumerate(lines):
    for column, text in enumerate(line):
        table.cell(row, column).text = text
table.cell(1, 0).merge(table.cell(2, 0))
last = table.rows[3]._tr
last.remove(last.tc_lst[0])
before = OxmlElement("w:gridBefore")
before.set(qn("w:val"), "1")
last.get_or_add_trPr().append(before)
document.save("form.docx")

html = mammoth.convert_to_html(open("form.docx", "rb")).value
print("mammoth:", html)
assert "<tr><td><p>95%</p></td><td><p>96%</p></td></tr>" in html, html
assert '<td rowspan="2"><p>数量</p></td>' in html and "<tr><td><p>20</p></td><td><p>19</p></td></tr>" in html, html

cells = docx2python.docx2python("form.docx").body[0]
print("docx2python:", cells)
assert cells[3] == [["95%"], ["96%"]] and cells[2][1:] == [["20"], ["19"]], cells

written = "".join(pypandoc.convert_file("form.docx", "html").split())
print("pandoc:", written)
assert "<tr><td>95%</td><td>96%</td><td></td></tr>" in written, written
assert '<tdrowspan="2">数量' in written, written

marked = MarkItDown().convert("form.docx").text_content.splitlines()
print("markitdown:", *marked, sep="\n")
assert marked[-1] == "| 95% | 96% |" and marked[-2] == "| 20 | 19 |", marked
PY
echo "as described"
