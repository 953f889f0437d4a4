#!/usr/bin/env bash
# fast-formula-parser 1.0.19 reckons Excel formulas in JavaScript. Its ROUNDUP adds a unit of the last place to a number that
# has nothing to round: ROUNDUP(100,0) is 101, ROUNDUP(1.1,1) is 1.2. Of the 20,000 amounts 0.01 to 200.00, ROUNDUP(x,2)
# makes 16,809 a cent larger and ROUNDDOWN(x,2) 1,230 a cent smaller (0.29 becomes 0.28); ROUND(1.005,2) is 1; TRUNC(8.25,1)
# is 8, its number of places is not looked at. ROUNDUP(1.234,2) is 1.24, as it should be: a test with such a number shows
# nothing. HyperFormula 3.5.0 has 100, 1.1, 8.2 and 1.24. Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . hyperformula@3.5.0 fast-formula-parser@1.0.19
cat >round.js <<'JS'
const assert = require("node:assert");
const { HyperFormula } = require("hyperformula");
const Parser = require("fast-formula-parser");

const parser = new Parser({});
const asked = ["ROUNDUP(100,0)", "ROUNDUP(1.1,1)", "TRUNC(8.25,1)", "ROUNDUP(1.234,2)", "ROUNDDOWN(0.29,2)", "ROUND(1.005,2)"];
const engine = HyperFormula.buildFromArray([asked.map((formula) => `=${formula}`)], { licenseKey: "gpl-v3" });
const seen = asked.map((formula) => parser.parse(formula));
const other = asked.slice(0, 4).map((_, col) => engine.getCellValue({ sheet: 0, row: 0, col }));
console.log(asked, seen, other);
assert.deepStrictEqual(seen, [101, 1.2, 8, 1.24, 0.28, 1]);
assert.deepStrictEqual(other, [100, 1.1, 8.2, 1.24]);
const amounts = Array.from({ length: 20000 }, (_, cents) => ((cents + 1) / 100).toFixed(2));
const changed = (name) => amounts.filter((amount) => parser.parse(`${name}(${amount},2)`).toFixed(2) !== amount).length;
const counts = [changed("ROUNDUP"), changed("ROUNDDOWN")];
console.log(counts);
assert.deepStrictEqual(counts, [16809, 1230]);
JS
node round.js
echo "as described"
