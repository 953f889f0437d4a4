// What was typed while the program did not answer: kept in this browser, until it is in the files or given up.

import { button, make } from "./dom.js";
import { openDialog } from "./dialogs.js";
import { fieldOf, partNow, stateNow } from "./store.js";

const known = { edits: null };

/** Return how many values are kept. */
export function countKept() {
  return read().length;
}

/** Keep edits; of two of one field the later. */
export function keep(edits) {
  const named = edits.map((one) => ({ ...one, name: nameOf(one.field) }));
  write([...others(edits), ...named]);
}

/** Let edits go: they are in the files, or refused. */
export function drop(edits) {
  if (countKept()) write(others(edits));
}

/** Return what is kept of other fields. */
function others(edits) {
  return read().filter((one) => !edits.some((other) => other.field === one.field));
}

/** Show what was typed last time and is in no file, and ask whether to write it. */
export function offerKept(save) {
  const edits = read();
  if (!edits.length || stateNow().readOnly) return;
  const rows = edits.map((one) =>
    make("tr", {}, make("th", { scope: "row" }, one.name), make("td", {}, one.text || "（空）")),
  );
  const head = make("tr", {}, make("th", { scope: "col" }, "哪一处"), make("th", { scope: "col" }, "输入的"));
  const words = "上次填报程序中断时，这些没有存进去。写入时，后来又被改过的会列出两边。";
  const give = (act) => () => {
    dialog.close();
    act();
  };
  const dialog = openDialog(
    `上次没有存进去的 ${edits.length} 处`,
    make("div", {}, make("p", {}, words), make("table", { class: "kept" }, head, rows)),
    [
      button("写入", give(() => save(edits)), { class: "main" }),
      button("不要了", give(() => drop(edits))),
    ],
  );
}

function nameOf(id) {
  const field = fieldOf(id);
  return field?.path ?? (field ? `${partNow()?.label ?? "报告"} 的一段` : "一处");
}

function place() {
  return `jixiao ${stateNow().unit} ${stateNow().year}`;
}

function read() {
  if (known.edits) return known.edits;
  try {
    const kept = JSON.parse(localStorage.getItem(place()) ?? "[]");
    known.edits = Array.isArray(kept) ? kept : [];
  } catch {
    known.edits = []; // a browser that keeps nothing: as long as the page is open
  }
  return known.edits;
}

function write(edits) {
  known.edits = edits;
  try {
    if (edits.length) localStorage.setItem(place(), JSON.stringify(edits));
    else localStorage.removeItem(place());
  } catch {
    // as above
  }
}
