#!/usr/bin/env bash
# PyMuPDF 2.0 (1.26.7 to 1.28.0 not): Page.find_tables() takes the decimal point and the thousands separator out
# of a cell's text and puts them on a line of their own behind it: 518.29 becomes "51829\n." in Times, "518 29\n." in
# Helvetica. A program that strips what is no digit reads an amount a hundred times too large. In the PDF of a real
# self-evaluation all amounts came out so, and in its sentences commas too. get_text() of the same page has 518.29.
# Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for version in 2.0 1.26.7; do
  python3 -m venv "$folder/$version"
  "$folder/$version/bin/pip" install --quiet "pymupdf==$version"
  "$folder/$version/bin/python" - "$version" <<'PY'
import contextlib
import io
import sys

import pymupdf

paper = pymupdf.open()
page = paper.new_page()
for x in (50, 150, 250):
    page.draw_line((x, 50), (x, 110))
for y in (50, 80, 110):
    page.draw_line((50, y), (250, y))
for number, text in enumerate(("budget", "outturn", "518.29", "1,049.31")):
    page.insert_text((60 + 100 * (number % 2), 70 + 30 * (number // 2)), text, fontname="tiro", fontsize=12)
page = pymupdf.open("pdf", paper.tobytes())[0]
with contextlib.redirect_stdout(io.StringIO()):
    [table] = page.find_tables().tables
cells = [cell for row in table.extract() for cell in row if cell]
print(sys.argv[1], cells, page.get_text().split())
assert page.get_text().split() == ["budget", "outturn", "518.29", "1,049.31"]
amounts = {"2.0": ["51829\n.", "104931\n, ."], "1.26.7": ["518.29", "1,049.31"]}[sys.argv[1]]
assert cells == ["budget", "outturn", *amounts]
PY
done
echo "as described"
