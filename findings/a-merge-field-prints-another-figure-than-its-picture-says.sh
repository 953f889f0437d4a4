#!/usr/bin/env bash
# docx-mailmerge2 1.0.3 fills Word's merge fields and honours their number pictures (\# "0.00"), but not as Word does:
# \# "0.00%" multiplies by 100 (95.25 becomes 9525%; Word prints 95.25%, the sign is mere text there) and drops the
# decimals; an exact Decimal is rounded half to even (0.125 → 0.12, Word 0.13), a float half up or down as it is stored;
# and with a thousands separator (\# "#,##0.00") a Decimal is printed with no picture at all, only a warning tells.
# Whoever takes Decimal to be exact gets an unrounded amount in the one cell and another amount in the other.
# Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet docx-mailmerge2==1.0.3 python-docx==1.2.0
cd "$folder"
"$folder/venv/bin/python" - <<'PY'
import warnings
from decimal import Decimal

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from mailmerge import MailMerge

form = Document()
for picture in ("0.00", "#,##0.00", "0.00%"):
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f'MERGEFIELD figure \\# "{picture}"')
    run = OxmlElement("w:r")
    run.append(OxmlElement("w:t"))
    field.append(run)
    form.add_paragraph()._p.append(field)
form.save("form.docx")


def merged(figure):
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        filled = MailMerge("form.docx")
        filled.merge(figure=figure)
        filled.write("filled.docx")
    texts = ["".join(one.text or "" for one in line._p.iter(qn("w:t"))) for line in Document("filled.docx").paragraphs]
    print(repr(figure), texts, f"{len(said)} warning(s)")
    return texts


assert merged(1234.565) == ["1234.57", "1,234.57", "123456%"]
assert merged(Decimal("1234.565")) == ["1234.56", "1234.565", "123456%"]
assert merged(Decimal("0.125")) == ["0.12", "0.125", "12%"]
assert merged(Decimal("95.25"))[2] == "9525%"
PY
echo "as described"
