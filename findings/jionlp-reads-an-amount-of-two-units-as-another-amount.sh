#!/usr/bin/env bash
# JioNLP 1.5.31: parse_money(), which the library offers for amounts in running Chinese text, multiplies the higher unit
# into what follows it when digits are written: 3万5000元 is read as 65005.00元, 1亿2000万元 as 220020000.00元 (20 million
# too much), 12万3456.78元 as 150033.00元, each called "accurate". The same amounts in one unit (3.5万元) or in words
# (三万五千元) are read rightly, so that a test with plain amounts shows nothing. 四五十万元 ("400,000 to 500,000") begins at
# 40000. Nothing is raised or logged.
# Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet 'setuptools<81' jionlp==1.5.31
"$folder/venv/bin/python" -W ignore - <<'PY'
from jionlp import parse_money

texts = ("3.5万元", "三万五千元", "3万5000元", "3万5千元", "1亿2000万元", "12万3456.78元", "二三十万元", "四五十万元")
read = {text: parse_money(text) for text in texts}
for text, money in read.items():
    print(text, money)
assert read["3.5万元"]["num"] == read["三万五千元"]["num"] == "35000.00"
assert read["3万5000元"] == {"num": "65005.00", "case": "元", "definition": "accurate"}
assert read["3万5千元"]["num"] == "65000.00"
assert read["1亿2000万元"]["num"] == "220020000.00"
assert read["12万3456.78元"]["num"] == "150033.00"
assert read["四五十万元"]["num"] == ["40000.00", "500000.00"]
PY
echo "as described"
