#!/usr/bin/env bash
# python-calamine 0.9.1, the reader of XLSX and XLS: to_python() leaves out empty rows and columns before the first
# filled cell, but merged_cell_ranges of the same sheet counts from A1. A heading merged over B3:C3 of a sheet that
# begins in B3 is reported as ((2, 1), (2, 2)), while its text stands at row 0, column 0 of the rows: whoever fills merged
# cells by these numbers fills other cells, or none. With skip_empty_area=False the two agree.
# Seen: 部门决算 exports begin below blank rows. Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-calamine==0.9.1 openpyxl==3.1.5
cd "$folder"
venv/bin/python - <<'PY'
import openpyxl, python_calamine

book = openpyxl.Workbook()
sheet = book.active
sheet["B3"], sheet["B4"], sheet["C4"] = "收入", "预算数", "决算数"
sheet.merge_cells("B3:C3")
book.save("form.xlsx")

read = python_calamine.CalamineWorkbook.from_path("form.xlsx").get_sheet_by_index(0)
rows, ranges = read.to_python(), read.merged_cell_ranges
print("rows:", rows)
print("merged:", ranges)
assert rows[0][0] == "收入", rows
assert ranges == [((2, 1), (2, 2))], ranges
whole = read.to_python(skip_empty_area=False)
print("with skip_empty_area=False:", whole)
assert whole[2][1] == "收入", whole
PY
echo "as described"
