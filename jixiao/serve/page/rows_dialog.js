// Rows of lists: added, moved, taken away; from the row of a value, or for a whole list in a dialog.

import { aimOf } from "./cells.js";
import { button, fill, make } from "./dom.js";
import { openDialog } from "./dialogs.js";
import { change } from "./saving.js";
import { partNow, stateNow } from "./store.js";
import { guarded, tell, warn } from "./telling.js";

/** Return the list and the row that a value belongs to, or null. */
export function rowOf(element) {
  const { id, mark } = aimOf(element);
  for (const list of partNow()?.lists ?? []) {
    const row = list.rows.find((one) => Object.values(one.fields).includes(id) || one.marks?.includes(mark));
    if (row) return { list, row, number: list.rows.indexOf(row) };
  }
  return null;
}

/** Return buttons for the row of a value. */
export function rowActions(element) {
  const found = rowOf(element);
  if (!found || stateNow().can?.rows === false) return [];
  if (found.list.why) return [make("small", {}, found.list.why)];
  return [
    button("在下面加一行", () => act("add", found)),
    button("上移", () => act("up", found), { disabled: found.number === 0 }),
    button("下移", () => act("down", found), { disabled: found.number === found.list.rows.length - 1 }),
    button("删去这一行", () => act("remove", found)),
  ];
}

/** Do one thing with a row: add (below it), up, down, remove. */
export function act(what, { list, row, number }) {
  const after = { up: list.rows[number - 2]?.id ?? null, down: list.rows[number + 1]?.id ?? null }[what];
  if ((what === "up" && number === 0) || (what === "down" && number === list.rows.length - 1))
    return tell("已经在头上了。");
  const body = {
    add: { list: list.id, do: "add", after: row?.id ?? null, values: {} },
    remove: { list: list.id, do: "remove", row: row?.id, hash: row?.hash },
  }[what] ?? { list: list.id, do: "move", row: row.id, hash: row.hash, after };
  return guarded(async () => {
    const answer = await change("rows", body);
    if (answer.refused?.length) warn(answer.refused.map((one) => one.words).join("；"));
    else if (!answer.moved?.length)
      tell({ add: "加了一行。", remove: "删去了一行，Ctrl+Z 可以退回。" }[what] ?? "移动了一行。");
  });
}

/** Open the lists of the part that is shown. */
export function openRows() {
  const body = make("div", { class: "lists" });
  const write = () =>
    fill(
      body,
      partNow().lists.map((list) => listOf(list, write)),
      partNow().lists.length === 0 && make("p", {}, stateNow().cannot?.rows ?? "这个部件没有可以增减的行。"),
    );
  write();
  openDialog("增减、移动各行", body);
}

function listOf(list, write) {
  const doing = (what, row, number) => async () => {
    await act(what, { list, row, number });
    write();
  };
  const rows = list.rows.map((row, number) =>
    make(
      "li",
      {},
      make("span", {}, row.name || "（没有名称）"),
      button("上移", doing("up", row, number), { disabled: number === 0, "aria-label": `上移 ${row.name}` }),
      button("下移", doing("down", row, number), {
        disabled: number === list.rows.length - 1,
        "aria-label": `下移 ${row.name}`,
      }),
      button("删去", doing("remove", row, number), { "aria-label": `删去 ${row.name}` }),
    ),
  );
  return make(
    "section",
    {},
    make("h3", {}, list.title),
    list.why && make("p", {}, list.why),
    make("ol", {}, rows),
    !list.why &&
      button("加一行", doing("add", list.rows.at(-1) ?? null, list.rows.length - 1), {
        "aria-label": `${list.title} 加一行`,
      }),
  );
}
