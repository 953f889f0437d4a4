#!/usr/bin/env bash
# A Table Schema may say of an amount "bareNumber": false, so that 12.50万元 is read as a number. Frictionless 5.21.0 then strips
# whatever is no digit from both ends, and with it every sign of a negative amount but the ASCII one: △12.5 and ▲12.5 (as
# tables of 财政 print a decrease), (12.5), （12.5） and －12.5 with the full-width minus are all 12.5, and valid. 12.5亿元 and
# 12.5万元 in one column are the same number; with a groupChar, 1,2,3.4 is 123.4. A range, 12.5-18, is an error at least.
# Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet frictionless==5.21.0
"$folder/venv/bin/python" -W ignore - <<'PY'
from frictionless import Resource, Schema

field = {"name": "增减", "type": "number", "bareNumber": False, "groupChar": ","}
schema = Schema.from_descriptor({"fields": [field]})
texts = ["-12.5", "△12.5", "▲12.5", "(12.5)", "（12.5）", "－12.5", "12.5亿元", "12.5万元", "1,2,3.4"]
resource = Resource(data=[["增减"], *([text] for text in texts)], schema=schema)
report = resource.validate()
read = [str(row["增减"]) for row in Resource(data=[["增减"], *([text] for text in texts)], schema=schema).read_rows()]
print(report.valid, dict(zip(texts, read)))
assert report.valid
assert read == ["-12.5", *["12.5"] * 7, "123.4"], read
assert not Resource(data=[["增减"], ["12.5-18"]], schema=schema).validate().valid
PY
echo "as described"
