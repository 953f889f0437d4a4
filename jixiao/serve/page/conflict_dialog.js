// Two people wrote at one place: both are shown, and the person says which stays.

import { button, make } from "./dom.js";
import { openDialog } from "./dialogs.js";
import { save } from "./saving.js";
import { fieldOf } from "./store.js";

/** Show each conflict with both texts; what is chosen is sent again with the hash of what stands there now. */
export function openConflicts(conflicts) {
  const rows = conflicts.map((one) => conflictRow(one));
  openDialog(
    "有人同时改了同一处",
    make(
      "div",
      {},
      make("p", {}, "这些地方在你输入的时候被别人（或别的窗口、编辑器）改过。没有覆盖任何一方，请选一个："),
      rows,
    ),
  );
}

/** Show where a year that was received and this one were changed at the same places; here nothing was changed there. */
export function openReceived(conflicts) {
  const shown = ({ field, yours, theirs }) =>
    make(
      "section",
      { class: "conflict" },
      make("h3", {}, field),
      make(
        "dl",
        {},
        make("dt", {}, "这里的"),
        make("dd", {}, yours.trim() || "（空）"),
        make("dt", {}, "收到的"),
        make("dd", {}, theirs.trim() || "（空）"),
      ),
    );
  const words = "这些地方两边都改过：其余的已并入，这几处仍是这里的。要用收到的，请到那一格照着填。";
  openDialog("两边都改过", make("div", {}, make("p", {}, words), conflicts.map(shown)));
}

function conflictRow(conflict) {
  const field = fieldOf(conflict.field);
  const done = make("p", { role: "status" });
  const choose = (text, words) => {
    for (const one of row.querySelectorAll("button")) one.disabled = true;
    done.textContent = words;
    if (text !== null) save([{ field: conflict.field, hash: conflict.hash, base: conflict.theirs, text }]);
  };
  const mine = button("用我的", () => choose(conflict.yours, "已用你的。"), {
    class: "main",
    disabled: !conflict.hash,
  });
  const theirs = button("用现在的", () => choose(null, "保留现在的。"));
  const row = make(
    "section",
    { class: "conflict" },
    make("h3", {}, field?.path ?? field?.label ?? "这一处"),
    make(
      "dl",
      {},
      make("dt", {}, "你输入的"),
      make("dd", {}, conflict.yours || "（空）"),
      make("dt", {}, "现在文件里的"),
      make("dd", {}, conflict.hash ? conflict.theirs || "（空）" : "这一行已经没有了"),
    ),
    make("p", { class: "buttons" }, mine, theirs),
    done,
  );
  return row;
}
