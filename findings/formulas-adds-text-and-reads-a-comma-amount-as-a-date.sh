#!/usr/bin/env bash
# formulas 1.3.4 reckons workbooks without Excel. Three things it reckons otherwise than Excel's own description says:
# SUM over cells counts a number stored as text (12.5 typed with an apostrophe: 22.5 instead of 10), which is the very
# slip a total is checked for; AVERAGE of the same cells is #VALUE!; VALUE("1,234.5") is the day number 85469.
# And ROUND(1.005, 2) is 1.0 while ROUND(2.675, 2) is 2.68: it rounds the stored binary, or not, as the value has it.
# pycel 1.0b30 gives 10, 10.0, 1.01 and 2.68 for the same workbook. Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet formulas==1.3.4 pycel==1.0b30 openpyxl==3.1.5 'setuptools<81'
cd "$folder"
venv/bin/python -W ignore - 2>/dev/null <<'PY'
import formulas, openpyxl, pycel

book = openpyxl.Workbook()
sheet = book.active
sheet.title = "S"
sheet["A1"], sheet["A2"], sheet["A3"], sheet["A4"] = "12.5", 10, 1.005, 2.675
asked = ("=SUM(A1:A2)", "=AVERAGE(A1:A2)", '=VALUE("1,234.5")', "=ROUND(A3,2)", "=ROUND(A4,2)")
for row, formula in enumerate(asked, start=1):
    sheet.cell(row, 3).value = formula
book.save("total.xlsx")
solved = formulas.ExcelModel().loads("total.xlsx").finish().calculate()
by_formulas = [str(solved[f"'[total.xlsx]S'!C{row}"].value[0, 0]) for row in range(1, 6)]
other = pycel.ExcelCompiler(filename="total.xlsx")
by_pycel = [str(other.evaluate(f"S!C{row}")) for row in range(1, 6)]
for line in zip(asked, by_formulas, by_pycel):
    print(*line)
assert by_formulas == ["22.5", "#VALUE!", "85469.0", "1.0", "2.68"], by_formulas
assert [by_pycel[0], by_pycel[1], by_pycel[3], by_pycel[4]] == ["10", "10.0", "1.01", "2.68"], by_pycel
PY
echo "as described"
