#!/usr/bin/env bash
# ruamel.yaml 0.19.1, loaded and dumped in its round-trip mode, which is there to leave a file as it was: 1_000.50 comes back
# as 01000.50 and 1_234_567.80 as 001234567.80 (the places of the group signs are filled with zeros), +5 as 5, and
# an amount of more than 17 digits as another one: 123456789012345678.90 as 123456789012345680.00. Nothing was
# changed in between. 1.50, +1.50, -0.00 and 1e3 stay. Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet ruamel.yaml==0.19.1
"$folder/venv/bin/python" - <<'PY'
import io
from ruamel.yaml import YAML

typed = ["1_000.50", "1_234_567.80", "+5", "123456789012345678.90", "1.50", "+1.50", "-0.00", "1e3"]
yaml, out = YAML(), io.StringIO()
yaml.dump(yaml.load("\n".join(f"a{number}: {text}" for number, text in enumerate(typed))), out)
back = [line.split(": ")[1] for line in out.getvalue().splitlines()]
for one, other in zip(typed, back):
    print(one, "->", other)
assert back[:4] == ["01000.50", "001234567.80", "5", "123456789012345680.00"], back
assert back[4:] == typed[4:], back
PY
echo "as described"
