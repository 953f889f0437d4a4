#!/usr/bin/env bash
# A total (=SUM) in a workbook that a program wrote and no spreadsheet has opened reads as a different thing for each
# pair of writer and reader, and none of them raises. Written by XlsxWriter 3.2.9 it is 0 for python-calamine 0.9.1 and
# openpyxl 3.1.5 (data_only); written by openpyxl it is None for openpyxl, and calamine ends the sheet before its row;
# written by xlwt 1.3.0 it is an empty text (type 1, not number) for xlrd 2.0.2 and '' for calamine.
# The 0 is the dangerous one: it cannot be told from a total that is 0. Fails if any of this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-calamine==0.9.1 openpyxl==3.1.5 xlsxwriter==3.2.9 xlwt==1.3.0 xlrd==2.0.2
cd "$folder"
venv/bin/python - <<'PY'
import openpyxl, python_calamine, xlrd, xlsxwriter, xlwt

with xlsxwriter.Workbook("by-xlsxwriter.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write_column("A1", [1.15, 2.4])
    sheet.write_formula("A3", "=SUM(A1:A2)")
book = openpyxl.Workbook()
for row in (1.15,), (2.4,), ("=SUM(A1:A2)",):
    book.active.append(row)
book.save("by-openpyxl.xlsx")
book = xlwt.Workbook()
sheet = book.add_sheet("1")
for row, value in enumerate((1.15, 2.4, xlwt.Formula("SUM(A1:A2)"))):
    sheet.write(row, 0, value)
book.save("by-xlwt.xls")

def calamine(name):
    return python_calamine.CalamineWorkbook.from_path(name).get_sheet_by_index(0).to_python(skip_empty_area=False)[2:]

def pyxl(name):
    return openpyxl.load_workbook(name, data_only=True).active["A3"].value

cell = xlrd.open_workbook("by-xlwt.xls").sheet_by_index(0).cell(2, 0)
seen = {
    "xlsxwriter, openpyxl": pyxl("by-xlsxwriter.xlsx"),
    "xlsxwriter, calamine": calamine("by-xlsxwriter.xlsx"),
    "openpyxl, openpyxl": pyxl("by-openpyxl.xlsx"),
    "openpyxl, calamine": calamine("by-openpyxl.xlsx"),
    "xlwt, xlrd": (cell.ctype, cell.value),
    "xlwt, calamine": calamine("by-xlwt.xls"),
}
for pair, value in seen.items():
    print(f"{pair:24}{value!r}")
assert list(map(repr, seen.values())) == ["0", "[[0.0]]", "None", "[]", "(1, '')", "[['']]"], seen
PY
echo "as described"
