#!/usr/bin/env bash
# cn2an 0.5.24, Chinese numerals for Python. Its mode "rmb" writes an amount in capitals as vouchers ask for it, but cuts
# off what is below 分 instead of rounding: 1.999 is 壹元玖角玖分 (Python's round and a spreadsheet say 2.00), 0.005 is
# 零元整. And of the words it writes it cannot read back those without 元 or without 角 (伍角, 壹佰元零伍分): cn2an() raises
# in every mode, while 壹拾贰元叁角 is read. A round trip that was tried with one amount fails with the next.
# Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet 'setuptools<81' cn2an==0.5.24
"$folder/venv/bin/python" -W ignore - <<'PY'
import cn2an

written = {amount: cn2an.an2cn(amount, "rmb") for amount in ("1.999", "9.995", "0.005", "0.5", "100.05", "12.3")}
print(written)
assert written["1.999"] == "壹元玖角玖分", written
assert written["9.995"] == "玖元玖角玖分", written
assert written["0.005"] == "零元整", written

def read(words):
    try:
        return cn2an.cn2an(words, "smart")
    except ValueError as error:
        return f"refused: {error}"

back = {words: read(words) for words in (written["12.3"], written["0.5"], written["100.05"])}
print(back)
assert back["壹拾贰元叁角"] == 12.3, back
assert str(back["伍角"]).startswith("refused") and str(back["壹佰元零伍分"]).startswith("refused"), back
PY
echo "as described"
