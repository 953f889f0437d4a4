// Looking for a figure by name, to put it into the report.

import { button, fill, make } from "./dom.js";
import { labelled, openDialog } from "./dialogs.js";
import { ask } from "./server.js";

/** Open the search; `picked` gets {path, shown}, `closed` is called in any case. */
export function openNames(picked, closed) {
  const input = make("input", { type: "search", autocomplete: "off" });
  const list = make("div", { class: "names" });
  const count = make("p", { role: "status" });
  const dialog = openDialog(
    "插入数字",
    make("div", {}, labelled("名称里的几个字，例如：公务接待 决算", input), count, list),
  );
  const choose = (name) => {
    dialog.close();
    picked(name);
  };
  let asked = 0;
  const look = async () => {
    const turn = (asked += 1);
    const { names } = await ask(`names?words=${encodeURIComponent(input.value)}`);
    if (turn !== asked) return;
    count.textContent = names.length ? `${names.length} 个，按 Tab 挑选` : "没有这样的名称";
    fill(
      list,
      names.map((name) => button(`${name.path}：${name.shown}`, () => choose(name))),
    );
  };
  input.addEventListener("input", look);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // or it is a new line where the focus goes
    list.querySelector("button")?.click();
  });
  dialog.addEventListener("close", closed);
  input.focus();
  look();
}
