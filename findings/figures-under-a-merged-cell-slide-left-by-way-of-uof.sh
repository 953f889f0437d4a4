#!/usr/bin/env bash
# LibreOffice (seen with 7.4.7.2) reads and writes UOF (.uot, GB/T 20916), the office format of Chinese public bodies. A
# Word table with a cell merged over two rows comes back with the merge gone and the row beneath closed up: its figures
# stand one column to the left, 批复 under 项目, 决算 under 预算, and the last column is empty. Cells merged across columns
# come back right. No message; the UOF file is at fault too: the second row has no cell in the place of the merged one,
# and nothing says that one hangs down into it.
# Needs soffice on the PATH. Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-docx==1.2.0
cd "$folder"
soffice --version
"$folder/venv/bin/python" - <<'PY'
from docx import Document

form = Document()
table = form.add_table(3, 3)
for cell, text in zip((cell for row in table.rows for cell in row.cells), "项目 预算 决算 - 350.42 349.10 办公费 20.50 19.80".split()):
    cell.text = text
merged = table.cell(0, 0).merge(table.cell(1, 0))
merged.text = "项目"
form.save("form.docx")
PY
office() { soffice --headless "-env:UserInstallation=file://$folder/profile" --convert-to "$@" >/dev/null 2>&1; }
office uot form.docx
mkdir back
office docx --outdir back form.uot
"$folder/venv/bin/python" - <<'PY'
from docx import Document

rows = {name: [[cell.text for cell in row.cells] for row in Document(name).tables[0].rows] for name in ("form.docx", "back/form.docx")}
for name, cells in rows.items():
    print(name, cells)
assert rows["form.docx"] == [["项目", "预算", "决算"], ["项目", "350.42", "349.10"], ["办公费", "20.50", "19.80"]]
assert rows["back/form.docx"] == [["项目", "预算", "决算"], ["350.42", "349.10", ""], ["办公费", "20.50", "19.80"]]
PY
echo "as described"
