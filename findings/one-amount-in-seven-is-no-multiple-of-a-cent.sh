#!/usr/bin/env bash
# A schema says of an amount "multipleOf": 0.01. Of the 20,001 amounts 0.00 to 200.00, Python's jsonschema 4.26.0 refuses
# 2,729 (0.07, 0.14, 0.28, 0.29 …), as it divides floats; fastjsonschema 2.22.3 and jsonschema-rs 0.61.2 accept them all. An editor,
# a server and a pipeline that hold one schema in three programs disagree about one amount in seven.
# Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet jsonschema==4.26.0 fastjsonschema==2.22.3 jsonschema-rs==0.61.2
"$folder/venv/bin/python" - <<'PY'
import fastjsonschema, jsonschema, jsonschema_rs

schema = {"multipleOf": 0.01}
amounts = [cents / 100 for cents in range(20_001)]
by_python, by_rust, compiled = jsonschema.Draft202012Validator(schema), jsonschema_rs.validator_for(schema), fastjsonschema.compile(schema)

def accepted(amount):
    try:
        compiled(amount)
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True

refused = {
    "jsonschema": [one for one in amounts if not by_python.is_valid(one)],
    "jsonschema-rs": [one for one in amounts if not by_rust.is_valid(one)],
    "fastjsonschema": [one for one in amounts if not accepted(one)],
}
for name, found in refused.items():
    print(name, len(found), found[:8])
assert len(refused["jsonschema"]) == 2729 and refused["jsonschema"][:3] == [0.07, 0.14, 0.28], refused["jsonschema"][:8]
assert not refused["jsonschema-rs"] and not refused["fastjsonschema"]
PY
echo "as described"
