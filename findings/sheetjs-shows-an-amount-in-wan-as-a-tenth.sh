#!/usr/bin/env bash
# Excel has no number format for 万; the usual way to show 123456元 as 12.3万 is 0\.0,"万" (drop three digits, write a point
# before the last one left). SheetJS (xlsx 0.18.5, and 0.20.3 as @e965/xlsx) shows 1.23万, a tenth, since it takes the written
# point for a decimal one; 10500 is .11万. An amount in capitals ([DBNum2][$-804]0.00, in Excel 壹拾贰万叁仟…) comes out as
# $123456.00: the code of the language becomes a dollar sign. So in the text of a cell and in CSV; nothing is raised.
# numfmt 4.0.1 has 12.3万, and no dollar (nor capitals). Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . xlsx@0.18.5 @e965/xlsx@0.20.3 numfmt@4.0.1
cat >show.mjs <<'JS'
import assert from "node:assert";
import { createRequire } from "node:module";
import { format } from "numfmt";

const formats = ['0\\.0,"万"', "[DBNum2][$-804]0.00"];
const amounts = [123456, 10500];
for (const name of ["xlsx", "@e965/xlsx"]) {
  const sheetjs = createRequire(import.meta.url)(name);
  const sheet = sheetjs.utils.aoa_to_sheet(amounts.map((amount) => [amount, amount]));
  amounts.forEach((_, row) => formats.forEach((code, column) => (sheet[sheetjs.utils.encode_cell({ r: row, c: column })].z = code)));
  const book = sheetjs.utils.book_new();
  sheetjs.utils.book_append_sheet(book, sheet, "S");
  const again = sheetjs.read(sheetjs.write(book, { type: "buffer", bookType: "xlsx" }), { cellNF: true }).Sheets.S;
  assert.deepStrictEqual([again.A1.z, again.B1.z], formats);
  const text = sheetjs.utils.sheet_to_csv(again);
  console.log(name, sheetjs.version, JSON.stringify(text));
  assert.strictEqual(text.trim(), "1.23万,$123456.00\n.11万,$10500.00");
}
const other = amounts.map((amount) => formats.map((code) => format(code, amount)));
console.log("numfmt", other);
assert.deepStrictEqual(other, [["12.3万", "123456.00"], ["1.1万", "10500.00"]]);
JS
node show.mjs
echo "as described"
