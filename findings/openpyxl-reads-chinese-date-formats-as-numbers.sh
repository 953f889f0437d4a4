#!/usr/bin/env bash
# Excel in Chinese gives a typed 2024年12月15日 the built-in number format 31, and 2024年12月 the format 57. Their codes
# are not written in the file. openpyxl 3.1.5 knows no code for 27-36 and 50-58 and reads the cell as the number 45641;
# python-calamine 0.9.1 reads the same cells as dates. Format 14 is a date for both. Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-calamine==0.9.1 openpyxl==3.1.5
cd "$folder"
venv/bin/python - <<'PY'
import datetime, re, zipfile
import openpyxl, python_calamine

book = openpyxl.Workbook()
for row in range(1, 4):
    cell = book.active.cell(row, 1, 45641)
    cell.number_format = ["0", "0.00", "0%"][row - 1]  # built-in 1, 2, 9: replaced below
book.save("plain.xlsx")
with zipfile.ZipFile("plain.xlsx") as old, zipfile.ZipFile("dates.xlsx", "w") as new:
    for name in old.namelist():
        data = old.read(name)
        if name == "xl/styles.xml":
            for typed, meant in ((b'"1"', b'"31"'), (b'"2"', b'"57"'), (b'"9"', b'"14"')):
                data, count = re.subn(b"(<cellXfs.*?)numFmtId=" + typed + rb"( [^>]*>)", rb"\1numFmtId=" + meant + rb"\2", data, count=1, flags=re.S)
                assert count == 1, (typed, data)
        new.writestr(name, data)

by_openpyxl = [row[0] for row in openpyxl.load_workbook("dates.xlsx").active.iter_rows(values_only=True)]
by_calamine = [row[0] for row in python_calamine.CalamineWorkbook.from_path("dates.xlsx").get_sheet_by_index(0).to_python()]
print("format 31, 57, 14 by openpyxl:", by_openpyxl)
print("format 31, 57, 14 by calamine:", by_calamine)
assert by_openpyxl[:2] == [45641, 45641], by_openpyxl
assert isinstance(by_openpyxl[2], datetime.datetime), by_openpyxl
assert all(isinstance(one, datetime.date) for one in by_calamine), by_calamine
PY
echo "as described"
