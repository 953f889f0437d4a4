#!/usr/bin/env bash
# python-docx 1.2.0: Document.add_comment called twice with the same run puts the reference sign of the second comment
# before that of the first, and inside the first one's range. Who reads comments in the order of the text, as Word's
# pane and most extractors do, gets them in reverse; who takes a range's runs for the text commented gets, for the
# first, the second's reference run too. One comment after another on neighbouring runs keeps its order.
# Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-docx==1.2.0
"$folder/venv/bin/python" - <<'PY'
import docx
from docx.oxml.ns import qn

def signs(paragraph):
    names = ("commentRangeStart", "commentRangeEnd", "commentReference")
    return [(one.tag.split("}")[1], one.get(qn("w:id"))) for one in paragraph._p.iter(*(qn(f"w:{name}") for name in names))]

document = docx.Document()
one_run = document.add_paragraph()
run = one_run.add_run("合计 12.5 万元")
for words in ("先说的", "后说的"):
    document.add_comment(run, words, author="核验")
print(*signs(one_run), sep="\n")
assert [id_ for sign, id_ in signs(one_run) if sign == "commentReference"] == ["1", "0"]
inner, outer = signs(one_run).index(("commentReference", "1")), signs(one_run).index(("commentRangeEnd", "0"))
assert inner < outer, "the second's sign stands inside the first's range"

two_runs = document.add_paragraph()
for words in ("12.5", "13.5"):
    document.add_comment(two_runs.add_run(words), words, author="核验")
assert [id_ for sign, id_ in signs(two_runs) if sign == "commentReference"] == ["2", "3"]
PY
echo "as described"
