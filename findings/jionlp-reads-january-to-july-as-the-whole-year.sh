#!/usr/bin/env bash
# JioNLP 1.5.31: parse_time() reads periods in Chinese text. 2023年上半年, 2023年第一季度 and 2021-2023年 come out right;
# months of one year in the two ways forms and reports write them do not: 2023年1-7月, the period of every mid-year
# monitoring form, is the whole of 2023, and 2023年3月至6月 is March alone, both called "accurate". With the year said
# twice (2023年3月至2023年6月) it is right.
# Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet 'setuptools<81' jionlp==1.5.31
"$folder/venv/bin/python" -W ignore - <<'PY'
from jionlp import parse_time

texts = ("2023年上半年", "2021-2023年", "2023年1-7月", "2023年3月至6月", "2023年3月至2023年6月")
read = {text: parse_time(text, time_base={"year": 2024, "month": 3, "day": 18}) for text in texts}
for text, period in read.items():
    print(text, period)
days = {text: [moment[:10] for moment in period["time"]] for text, period in read.items()}
assert days["2023年上半年"] == ["2023-01-01", "2023-06-30"]
assert days["2021-2023年"] == ["2021-01-01", "2023-12-31"]
assert days["2023年1-7月"] == ["2023-01-01", "2023-12-31"]
assert days["2023年3月至6月"] == ["2023-03-01", "2023-03-31"]
assert days["2023年3月至2023年6月"] == ["2023-03-01", "2023-06-30"]
assert read["2023年1-7月"]["definition"] == read["2023年3月至6月"]["definition"] == "accurate"
PY
echo "as described"
