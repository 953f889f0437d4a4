#!/usr/bin/env bash
# easyofd 20260427 turns PDF into OFD, the fixed-layout format of Chinese public bodies (GB/T 33190-2016), and back. What
# it writes stands in the namespace http://blog.yuanhaiying.cn, not in the standard's http://www.ofdspec.org/2016: a
# reader that goes by the standard finds not one element. Also in it: the page's box in points where the standard has
# millimetres (an A4 page is 595 mm wide), the size of type as attribute "size" for "Size", and the colour of black text
# as another colour. Its own reader takes all of it, so that a round trip looks right.
# Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet easyofd==20260427 pymupdf==1.26.7
cd "$folder"
"$folder/venv/bin/python" - 2>/dev/null <<'PY'
import contextlib
import io
import re
import zipfile

import fitz
from easyofd.ofd import OFD

paper = fitz.open()
paper.new_page().insert_text((72, 72), "本年支出 350.42 万元", fontname="china-s", fontsize=12)
with contextlib.redirect_stdout(io.StringIO()):
    written = OFD().pdf2ofd(paper.tobytes(), optional_text=True)
parts = zipfile.ZipFile(io.BytesIO(written))
page = parts.read("Doc_0/Pages/Page_0/Content.xml").decode()
print(page)
names = {name for part in parts.namelist() for name in re.findall(r'xmlns:ofd="([^"]*)"', parts.read(part).decode())}
print(names)
assert "本年支出 350.42 万元" in page
assert "http://blog.yuanhaiying.cn" in names
assert "http://www.ofdspec.org/2016" not in page
assert "<ofd:PhysicalBox>0 0 595.0 842.0</ofd:PhysicalBox>" in page
assert re.search(r'<ofd:TextObject [^>]* size="', page) and not re.search(r'<ofd:TextObject [^>]* Size="', page)
assert "<Value>0 0 0</Value>" not in page
PY
echo "as described"
