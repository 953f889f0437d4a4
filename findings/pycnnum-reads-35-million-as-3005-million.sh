#!/usr/bin/env bash
# pycnnum 2.1.1, "Chinese number <=> int/float": cn2num('三千五百万') is 3005000000, 86 times the amount. 一百二十万 (10200000)
# and 一百五十万三千 (10503000) go wrong likewise: only the last word before 万 is multiplied as it should be.
# 三千万, 三万五千 and 十二万 are right. Its own num2cn writes 35000000 as 三千五百万, which it then reads back as the other
# number. 二〇二三, a year in words, is 3. chinese2digits 6.0.2 reads 三千五百万元 rightly, but makes 1,234.50万元 into
# 1,2345000元. Nothing is raised. Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pycnnum==2.1.1 chinese2digits==6.0.2
"$folder/venv/bin/python" -W ignore - <<'PY'
import chinese2digits, pycnnum

texts = ("三千五百万", "一百二十万", "一百五十万三千", "三千万", "十二万", "三万五千", "二〇二三")
read = {text: pycnnum.cn2num(text) for text in texts}
print(read, pycnnum.num2cn(35000000))
other = [chinese2digits.takeNumberFromString(text)["replacedText"] for text in ("三千五百万元", "1,234.50万元")]
print(other)
assert list(read.values()) == [3005000000, 10200000, 10503000, 30000000, 120000, 35000, 3], read
assert pycnnum.num2cn(35000000) == "三千五百万"
assert other == ["35000000元", "1,2345000元"], other
PY
echo "as described"
