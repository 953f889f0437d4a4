#!/usr/bin/env bash
# LibreOffice Writer (seen with 7.4.7.2) turns the total of a Word table, =SUM(ABOVE) \# "0.00", into a formula of its own and
# reckons it anew; the result that Word stored is dropped. Going up from the total it ends at the first amount with a
# thousands separator that has one without beneath it: 1,234.50, 100, 20 make 120 in the PDF, where 1354.50 was stored.
# The number picture is dropped too: 10.50, 20.25, 9.25 make 40 for 40.00. Converted to plain text, the total of any table
# is 0, as nothing is reckoned before. No message. pandoc 3.9 reads 1354.50 and 40.00 in the same files.
# Needs soffice and pdftotext on the PATH. Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-docx==1.2.0 pypandoc-binary==1.17
cd "$folder"
soffice --version
venv/bin/python - "$folder" <<'PY'
import docx, subprocess, sys, pypandoc
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PARTS = (
    '<w:fldChar w:fldCharType="begin"/>',
    '<w:instrText xml:space="preserve"> =SUM(ABOVE) \\# "0.00" </w:instrText>',
    '<w:fldChar w:fldCharType="separate"/>',
    "<w:t>{}</w:t>",
    '<w:fldChar w:fldCharType="end"/>',
)
cases = {"grouped": (("1,234.50", "100", "20"), "1354.50"), "plain": (("10.50", "20.25", "9.25"), "40.00")}
seen = {}
for name, (amounts, stored) in cases.items():
    document = docx.Document()
    table = document.add_table(rows=5, cols=3)
    for row, texts in enumerate([("项目", "预算", "说明"), *zip("甲乙丙", amounts, ("无",) * 3)]):
        for cell, text in zip(table.rows[row].cells, texts):
            cell.text = text
    table.cell(4, 0).text = "合计"
    for part in PARTS:
        table.cell(4, 1).paragraphs[0]._p.append(parse_xml(f"<w:r {W}>{part.format(stored)}</w:r>"))
    document.save(f"{name}.docx")
    for kind in ("pdf", "txt:Text"):
        command = ["soffice", f"-env:UserInstallation=file://{sys.argv[1]}/profile", "--headless", "--convert-to", kind, f"{name}.docx"]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = subprocess.run(["pdftotext", "-layout", f"{name}.pdf", "-"], check=True, capture_output=True, text=True).stdout
    text = open(f"{name}.txt", encoding="utf-8-sig").read()
    seen[name] = pages.split()[-1], text.split()[-1], stored in pypandoc.convert_file(f"{name}.docx", "plain")
print(seen)
assert seen == {"grouped": ("120", "0", True), "plain": ("40", "0", True)}, seen
PY
echo "as described"
