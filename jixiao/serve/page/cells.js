// The values on the paper: which can be typed into, how they look, what a screen reader says, going round them.

import { headingsOf, placeOf, rowsOf } from "./headings.js";
import { tableBeside } from "./long_tables.js";
import { fieldOf, findingsAt, partNow, stateNow } from "./store.js";

const OWNERS = {
  entered: "",
  overridden: "按原件印",
  derived: "算出",
  follows: "可以不填，按其余的数得出",
  fixed: "固定",
};

/** Return what a value on the page stands for: its mark's facts and its field, either of them null. */
export function aimOf(element) {
  const part = partNow();
  const print = part?.marks[element.dataset.mark] ?? null;
  const id = element.dataset.field ?? print?.field ?? null;
  return { mark: element.dataset.mark ?? null, print, id, field: id ? fieldOf(id) : null };
}

/** Return whether the value may be typed into now. */
export function isTypable(element) {
  const { field } = aimOf(element);
  return Boolean(field?.editable) && !stateNow().readOnly;
}

/** Give all values below `root` their looks and their names. */
export function dressAll(root) {
  for (const element of root.querySelectorAll(".mark:not([data-more])")) dress(element);
}

/** Give one value its looks and its name. */
export function dress(element) {
  const { mark, print, id, field } = aimOf(element);
  if (!print && !field) return;
  const found = findingsAt(id, mark).filter((one) => !one.open);
  const open = field ? field.open || (field.missing && print?.unknown) : print.unknown;
  const typable = isTypable(element);
  element.classList.toggle("typable", typable);
  element.classList.toggle("open", Boolean(open));
  element.classList.toggle(
    "wrong",
    found.some((one) => one.severity === "错误"),
  );
  element.classList.toggle(
    "doubtful",
    found.some((one) => one.severity === "警告"),
  );
  element.dataset.owner = print?.owner ?? "entered";
  element.setAttribute("role", "button");
  element.tabIndex = typable ? 0 : -1;
  const cell = alone(element);
  if (cell) cell.classList.add("holds", typable ? "typable" : "locked");
  element.setAttribute("aria-label", spoken(element, { print, field, found, open, typable }));
}

/** Return the cell of the table that holds this value and nothing else, or null. */
export function alone(element) {
  const cell = element.closest("td");
  return cell &&
    cell.querySelectorAll(".mark:not([data-more])").length === 1 &&
    cell.textContent.trim() === element.textContent.trim()
    ? cell
    : null;
}

/** Return a value's name: its row and column, what stands there, its unit, its state, what is wrong with it. */
function spoken(element, { print, field, found, open, typable }) {
  const shown = (field && !print ? field.text : element.textContent).trim();
  const state = typable ? "" : OWNERS[print?.owner] || (field?.editable === false ? "不能在这里改" : "只能看");
  const wrong = found.map((one) => `${one.severity}：${one.found}`);
  return [nameOf(element), open ? "待填" : shown ? `${shown} ${field?.unit ?? ""}`.trim() : "空", state, ...wrong]
    .filter(Boolean)
    .join("，");
}

/** Return what a value is called: the headings of its row and column, else its label in the data. */
export function nameOf(element) {
  const { print, field } = aimOf(element);
  const cell = element.closest("td");
  const heads = cell ? headingsOf(cell) : { row: [], column: "" };
  const label = field?.label ?? print?.path?.split(".").at(-1) ?? "";
  const words = [...heads.row, heads.column || label].filter(Boolean);
  if ((!alone(element) || !heads.row.length) && label && !words.includes(label)) words.push(label);
  return words.join(" ") || label;
}

/** Return all values of the paper in reading order. */
export function allValues(root) {
  return [...root.querySelectorAll(".mark:not([data-more])")].filter((one) => one.hasAttribute("role"));
}

/** Return the next value that can be typed into, forward (1) or backward (-1); null at the end. */
export function nextTypable(root, element, step) {
  const values = allValues(root).filter((one) => one === element || one.classList.contains("typable"));
  return values[values.indexOf(element) + step] ?? null;
}

/** Return the value beside one, in a direction of the arrow keys; null where there is none. */
export function valueBeside(root, element, key) {
  const cell = element.closest("td");
  if (!cell) return inOrder(root, element, key);
  const [down, right] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[key];
  let { rows, row, column } = placeOf(cell);
  let table = cell.closest("table");
  for (;;) {
    row += down;
    column += right;
    if (!rows[row]) {
      table = down && tableBeside(table, down);
      if (!table) return inOrder(root, element, key);
      rows = rowsOf(table);
      row = down > 0 ? 0 : rows.length - 1;
    }
    if (column < 0 || column >= rows[row].length) return inOrder(root, element, key);
    const next = rows[row][column];
    const value = next && next !== cell ? next.querySelector(".mark[role]") : null;
    if (value) return value;
  }
}

function inOrder(root, element, key) {
  const values = allValues(root);
  return values[values.indexOf(element) + (key === "ArrowUp" || key === "ArrowLeft" ? -1 : 1)] ?? null;
}
