// A range copied from Excel or WPS 表格, put over the cells of a form.

import { aimOf, isTypable } from "./cells.js";
import { placeOf, rowsOf } from "./headings.js";
import { rowsBelow } from "./long_tables.js";
import { save } from "./saving.js";
import { stateNow } from "./store.js";
import { tell, tellFirst } from "./telling.js";

/** Return the rows of cells on the clipboard; null where there is no range. A cell that one above spans is null, what a
 *  cell spans to its right is false. The table in text/html comes first: text/plain has no fields for spanned cells. */
export function gridFrom(clipboard) {
  const html = clipboard.getData("text/html");
  const table = html && new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (table) return gridOfTable(table);
  const plain = clipboard.getData("text/plain");
  return /[\t]/.test(plain) || /\r?\n./.test(plain.trim()) ? gridOfText(plain) : null;
}

function gridOfTable(table) {
  const rows = [];
  [...table.rows].forEach((row, number) => {
    rows[number] ??= [];
    let column = 0;
    for (const cell of row.cells) {
      while (rows[number][column] !== undefined) column += 1;
      spread(rows, number, column, cell);
    }
  });
  return rows.map((row) => Array.from(row, (cell) => cell ?? null));
}

function spread(rows, row, column, cell) {
  const [down, right] = [Math.min(cell.rowSpan || 1, 2000), Math.min(cell.colSpan || 1, 200)];
  for (let below = 0; below < down; below += 1) {
    rows[row + below] ??= [];
    for (let beside = 0; beside < right; beside += 1) rows[row + below][column + beside] = beside ? false : null;
  }
  rows[row][column] = linesOf(cell);
}

/** Return a cell's text; paragraphs and line breaks are lines. */
function linesOf(cell) {
  for (const line of cell.querySelectorAll("br")) line.replaceWith("\n");
  const paragraphs = [...cell.querySelectorAll("p, div")].filter((one) => !one.querySelector("p, div"));
  const texts = paragraphs.length ? paragraphs.map((one) => one.textContent) : [cell.textContent];
  return texts
    .map((text) => text.replace(/[^\S\n]+/g, " ").trim())
    .join("\n")
    .trim();
}

/** Return the rows of tab-separated text; a field in quotes may hold tabs, line ends and doubled quotes. */
export function gridOfText(text) {
  const rows = [[]];
  const field = /("(?:[^"]|"")*"(?=[\t\r\n]|$)|[^\t\r\n]*)(\t|\r?\n|$)/gy;
  let match;
  while (field.lastIndex < text.length && (match = field.exec(text))) {
    const [, cell, end] = match;
    rows.at(-1).push((/^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell).trim());
    if (end === "") break;
    if (end !== "\t") rows.push([]);
  }
  if (rows.at(-1).length === 0) rows.pop();
  return rows;
}

/** Put a range over the cells from a value on; one request. Says what was left out and why. */
export async function pasteRange(element, grid) {
  const cell = element.closest("td");
  if (stateNow().readOnly) return tell("只读打开，不能改。");
  if (!cell) return tell("这里不是表格，只能粘贴一个值。");
  const { row, column } = placeOf(cell);
  const tables = await rowsBelow(cell.closest("table"), row + grid.length);
  const { edits, locked, beyond } = aimed(tables.flatMap(rowsOf), row, column, grid);
  const left = [locked && `${locked} 格是算出来的或固定的，没有改`, beyond && `${beyond} 格超出了表，没有粘贴`].filter(
    Boolean,
  );
  tell("");
  if (edits.length) await save(edits);
  tellFirst([`粘贴 ${edits.length} 格`, ...left].join("；"));
}

function aimed(rows, row, column, grid) {
  const starts = slots(rows[row]);
  const first = starts.findIndex((slot) => slot.column >= column);
  const edits = [];
  let locked = 0,
    beyond = 0;
  grid.forEach((line, down) => {
    const targets = rows[row + down] ? slots(rows[row + down], rows[row + down - 1]) : null;
    const offset = targets?.findIndex((slot) => slot.column >= starts[first].column) ?? -1;
    compact(line).forEach((text, right) => {
      if (!text) return;
      const target = offset >= 0 ? targets[offset + right] : null;
      if (!target) beyond += 1;
      else if (!target.above) locked += aim(target.cell, text, edits);
    });
  });
  return { edits, locked, beyond };
}

/** Return a row's cells in order, one slot each however many columns it spans; `above`: it began further up. */
function slots(cells, before = []) {
  const found = [];
  cells.forEach((cell, column) => {
    if (cell && cell !== cells[column - 1]) found.push({ cell, column, above: before?.[column] === cell });
  });
  return found;
}

/** Return a copied row with one entry a cell: what a cell spans to the right is none of its own. */
function compact(line) {
  return line.filter((text) => text !== false);
}

/** Add the edit that puts a text into a cell; return 1 where the cell holds another value and cannot be typed into. */
function aim(cell, text, edits) {
  const value = cell.querySelector(".mark[role]");
  if (!value) return 0;
  const { field } = aimOf(value);
  if (!field || !isTypable(value)) return value.textContent.trim() === text ? 0 : 1;
  if (field.text !== text) edits.push({ field: field.id, hash: field.hash, base: field.text, text });
  return 0;
}
