#!/usr/bin/env bash
# Word in Chinese inserts a date as 二〇二四年十二月十五日 by a field with the picture "EEEE年O月A日" (SAVEDATE, DATE, TIME).
# LibreOffice Writer (seen with 7.4.7.2) prints 二〇二四二〇二四年十二月十五日, as if EEEE were EE twice and EE the whole
# year. The text that Word stored, with the year once, is dropped without a message: a report dated rightly in Word is
# dated wrongly in the PDF. The picture "yyyy年M月d日" comes out right.
# Needs soffice and pdftotext on the PATH. Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-docx==1.2.0
cd "$folder"
soffice --version
venv/bin/python - "$folder" <<'PY'
import datetime, docx, subprocess, sys
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
document = docx.Document()
document.core_properties.modified = datetime.datetime(2024, 12, 15, 9, 0)
for picture, stored in (("EEEE年O月A日", "二〇二四年十二月十五日"), ("yyyy年M月d日", "2024年12月15日")):
    paragraph = document.add_paragraph()
    for part in (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> SAVEDATE \\@ "{picture}" </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{stored}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        run = f'<w:r {W}><w:rPr><w:lang w:eastAsia="zh-CN"/></w:rPr>{part}</w:r>'
        paragraph._p.append(parse_xml(run))
document.save("date.docx")
command = ["soffice", f"-env:UserInstallation=file://{sys.argv[1]}/profile", "--headless", "--convert-to", "pdf", "date.docx"]
subprocess.run(command, check=True, capture_output=True, timeout=120)
seen = subprocess.run(["pdftotext", "-raw", "date.pdf", "-"], check=True, capture_output=True, text=True).stdout
seen = seen.replace(" ", "").split()
print(seen)
assert seen == ["二〇二四二〇二四年十二月十五日", "2024年12月15日"], seen
PY
echo "as described"
