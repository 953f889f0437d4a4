#!/usr/bin/env bash
# In OFD (GB/T 33190-2016), the fixed-layout format of Chinese public bodies, one text object may hold figures of several
# columns: DeltaX gives the step from each character to the next. ofdkit 0.2.0 ("text, invoice fields") orders objects by
# their places but does not look at the steps within one: 12 and 18, 40 mm apart on the page, are read as 1218, and so are
# 12 and 18 one under the other (DeltaY). In two objects at the same places they are two. A text that is not to be seen
# (Visible="false", the figure before a correction) is read beside the one that is. Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet ofdkit==0.2.0
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import zipfile
import ofdkit

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
PARTS = {
    "OFD.xml": f'<ofd:OFD {NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0123456789abcdef0123456789abcdef</ofd:DocID>'
    "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
    "Doc_0/Document.xml": f"<ofd:Document {NS}><ofd:CommonData><ofd:MaxUnitID>100</ofd:MaxUnitID><ofd:PageArea>"
    "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
    '<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
    "Doc_0/PublicRes.xml": f'<ofd:Res {NS} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="宋体" FamilyName="宋体"/></ofd:Fonts></ofd:Res>',
}


def text_object(number, left, text, steps, more=""):
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{left} 20 80 20" Font="3" Size="4"{more}>'
        f'<ofd:TextCode X="0" Y="5" {steps}>{text}</ofd:TextCode></ofd:TextObject>'
    )


pages = {
    "one object": text_object(10, 20, "1218", 'DeltaX="2 40 2"'),
    "two objects": text_object(10, 20, "12", 'DeltaX="2"') + text_object(11, 62, "18", 'DeltaX="2"'),
    "two lines": text_object(10, 20, "1218", 'DeltaX="2 -2 2" DeltaY="0 8 0"'),
    "corrected": text_object(10, 20, "12", 'DeltaX="2"', ' Visible="false"') + text_object(11, 62, "18", 'DeltaX="2"'),
}
seen = {}
for name, objects in pages.items():
    content = f'<ofd:Page {NS}><ofd:Content><ofd:Layer ID="5" Type="Body">{objects}</ofd:Layer></ofd:Content></ofd:Page>'
    with zipfile.ZipFile("page.ofd", "w") as package:
        for part, xml in {**PARTS, "Doc_0/Pages/Page_0/Content.xml": content}.items():
            package.writestr(part, HEAD + xml)
    seen[name] = ofdkit.extract_text("page.ofd").split()
print(seen)
assert seen == {"one object": ["1218"], "two objects": ["12", "18"], "two lines": ["1218"], "corrected": ["12", "18"]}, seen
PY
echo "as described"
