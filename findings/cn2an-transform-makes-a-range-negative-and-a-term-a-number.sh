#!/usr/bin/env bash
# cn2an 0.5.24: transform() is offered for whole sentences ("automatic"). In the sentences of a budget report it turns a
# range into a negative number (30-40人 becomes 三十负四十人), reads the first year of 2021-2023年 as a quantity and the
# second as a year, and, the other way, counts in fixed terms: 一般公共预算 becomes 1般公共预算, 三公经费 3公经费. What it
# wrote itself (一百点五零万元 for 100.50万元) it leaves as words on the way back. Nothing is raised.
# Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet 'setuptools<81' cn2an==0.5.24
"$folder/venv/bin/python" -W ignore - <<'PY'
import cn2an

to_words = {text: cn2an.transform(text, "an2cn") for text in ("30-40人", "2021-2023年", "共100.50万元", "95.1%")}
print(to_words)
assert to_words["30-40人"] == "三十负四十人", to_words
assert to_words["2021-2023年"] == "二千零二十一-二零二三年", to_words
assert to_words["95.1%"] == "百分之九十五点一", to_words

to_digits = {text: cn2an.transform(text, "cn2an") for text in ("一般公共预算", "三公经费", "共一百点五零万元", "百分之九十五点一")}
print(to_digits)
assert to_digits["一般公共预算"] == "1般公共预算", to_digits
assert to_digits["三公经费"] == "3公经费", to_digits
assert to_digits["共一百点五零万元"] == "共一百点五零万元", to_digits
assert to_digits["百分之九十五点一"] == "95.1%", to_digits
PY
echo "as described"
