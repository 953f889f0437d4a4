#!/usr/bin/env bash
# HyperFormula 3.5.0 reckons spreadsheets in the browser. Its TEXT(), with which a sheet puts a rate into a sentence, does not
# know the per cent sign: ="执行率"&TEXT(507.85/533.17,"0.00%") is 执行率0.95%, a hundredth of the 95.25% of Excel's own
# description, and "0%" makes it 1%. The everyday #,##0.00 rounds 1234.5 to a whole number and keeps its own tail:
# "1235,##0.00". [DBNum2] becomes "[18BNu52]", its D taken for the day and its m for the month. No cell holds an error.
# fast-formula-parser 1.0.19 has 95.25% and 1,234.50. Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . hyperformula@3.5.0 fast-formula-parser@1.0.19
cat >text.js <<'JS'
const assert = require("node:assert");
const { HyperFormula } = require("hyperformula");
const Parser = require("fast-formula-parser");

const asked = ['"执行率"&TEXT(507.85/533.17,"0.00%")', 'TEXT(0.9525,"0%")', 'TEXT(1234.5,"#,##0.00")', 'TEXT(1234.5,"[DBNum2]")', 'TEXT(12.5,"0.00")'];
const engine = HyperFormula.buildFromArray([asked.map((formula) => `=${formula}`)], { licenseKey: "gpl-v3" });
const seen = asked.map((_, col) => engine.getCellValue({ sheet: 0, row: 0, col }));
const other = asked.slice(0, 3).map((formula) => new Parser({}).parse(formula));
console.log(seen, other);
assert.deepStrictEqual(seen, ["执行率0.95%", "1%", "1235,##0.00", "[18BNu52]", "12.50"]);
assert.deepStrictEqual(other, ["执行率95.25%", "95%", "1,234.50"]);
JS
node text.js
echo "as described"
