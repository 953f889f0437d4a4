#!/usr/bin/env bash
# Inline XBRL lets an amount stand in a report as printed and says how to read it. For amounts of two units its registry of
# transformations has num-unit-decimal, made for 円 and 銭 and open to any words. Arelle 2.47.3 applies it by the rule, where
# the last number is always hundredths: 3元5角 is 3.05 (5角 are 50分), as 3元5分 is; 12万50元 is 12.50, 1亿2千万 is 1.02, and
# 2023年1月 is the amount 2023.01. All pass, in the registries 2, 3, 4 and 5 alike; 3元5角6分 and 518.29万元 are refused.
# Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet arelle-release==2.47.3
"$folder/venv/bin/python" -W ignore - <<'PY'
import builtins
from decimal import Decimal
from arelle.FunctionIxt import ixtNamespaceFunctions
from arelle.formula.XPathContext import FunctionArgType

builtins._ = str  # the words of an error, which the program translates
names = ("numunitdecimal", "num-unit-decimal")
registries = {
    space[-10:]: functions[name]
    for space, functions in ixtNamespaceFunctions.items()
    for name in names
    if name in functions and space[-1].isdigit()
}
assert sorted(registries) == ["2011-07-31", "2015-02-26", "2020-02-12", "2022-02-16"], registries
amounts = {"3元5角": "3.05", "3元5分": "3.05", "12万50元": "12.5", "1亿2千万": "1.02", "2023年1月": "2023.01"}
for registry, transform in registries.items():
    read = {text: transform(text) for text in amounts}
    print(registry, read)
    assert {text: Decimal(value) for text, value in read.items()} == {text: Decimal(value) for text, value in amounts.items()}
    for text in ("3元5角6分", "518.29万元"):
        try:
            raise SystemExit(f"{text}: {transform(text)}")
        except FunctionArgType as refused:
            print(registry, text, type(refused).__name__)
PY
echo "as described"
