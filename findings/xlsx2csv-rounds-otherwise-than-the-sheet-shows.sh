#!/usr/bin/env bash
# xlsx2csv 0.8.6 writes what a cell shows, by its number format, and rounds the stored binary: with the format 0.00 it
# writes 2.67 for 2.675 and 1.00 for 1.005, where Excel shows 2.68 and 1.01 (it rounds the decimal digits).
# A sum of such cells no longer agrees with the sheet. A format with a unit, 0.00"万元", is given six decimals and no unit (12.500000), the
# format #,##0.00 none at all. Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet xlsx2csv==0.8.6 xlsxwriter==3.2.9
cd "$folder"
venv/bin/python - <<'PY'
import io, xlsx2csv, xlsxwriter

cells = [(2.675, "0.00"), (1.005, "0.00"), (2.685, "0.00"), (12.5, '0.00"万元"'), (1234567.5, "#,##0.00")]
with xlsxwriter.Workbook("shown.xlsx") as book:
    sheet = book.add_worksheet()
    for row, (value, form) in enumerate(cells):
        sheet.write_number(row, 0, value, book.add_format({"num_format": form}))
out = io.StringIO()
xlsx2csv.Xlsx2csv("shown.xlsx").convert(out)
lines = out.getvalue().split()
for cell, line in zip(cells, lines):
    print(cell, "->", line)
assert lines == ["2.67", "1.00", "2.69", "12.500000", "1234567.5"], lines
PY
echo "as described"
