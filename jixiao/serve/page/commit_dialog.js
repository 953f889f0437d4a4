// 提交: what was changed, in words, becomes a Git commit; where there is no Git, dated copies and one file to send.

import { button, fill, make } from "./dom.js";
import { openReceived } from "./conflict_dialog.js";
import { labelled, openDialog } from "./dialogs.js";
import { changesOf } from "./differences_dialog.js";
import { ask, post, postZip } from "./server.js";
import { alone, settled } from "./saving.js";
import { loadState, stateNow } from "./store.js";
import { guarded, tell } from "./telling.js";

/** Open 提交, or 存档 where there is no Git. */
export async function openCommit() {
  await settled();
  if (stateNow().git?.has) await openGit();
  else openCopies();
}

async function openGit() {
  const answer = await ask("differences?with=commit").catch((error) => ({ failure: error.message, changes: [] }));
  const message = make("textarea", { rows: "3", placeholder: "不写就由程序写明改了什么" });
  const done = make("p", { role: "status" });
  const submit = button(
    "提交",
    async () => {
      submit.disabled = true;
      const made = await guarded(() => post("commit", message.value.trim() ? { message: message.value.trim() } : {}));
      if (made) fill(done, `已提交 ${made.commit.slice(0, 7)}：`, make("pre", {}, made.message));
      else fill(done, document.getElementById("alarm").textContent);
      await loadState();
    },
    { class: "main", disabled: answer.changes.length === 0 && !stateNow().git.changed },
  );
  const told = answer.failure
    ? make("p", { class: "problem" }, answer.failure)
    : [make("p", {}, `与${answer.with}相比：`), changesOf(answer)];
  openDialog("提交", make("div", {}, told, labelled("说明", message), done), [submit]);
}

function openCopies() {
  const copies = make(
    "ul",
    {},
    (stateNow().snapshots ?? []).map((name) => make("li", {}, name)),
  );
  const file = make("input", { type: "file", accept: ".zip", hidden: true, "aria-label": "别人发来的文件" });
  const chosen = make("span", {}, "还没有选文件");
  file.addEventListener("change", () => fill(chosen, file.files[0]?.name ?? "还没有选文件"));
  const save = button(
    "现在存一份",
    async () => {
      const made = await guarded(() => post("snapshot", {}));
      if (made) copies.prepend(make("li", {}, `${made.name}（刚存）`));
    },
    { class: "main" },
  );
  const receive = button("并入", () =>
    guarded(async () => {
      if (!file.files.length) return;
      const answer = await alone(() => postZip("import", file.files[0]));
      tell(`并入 ${Object.keys(answer.fields).length + Object.keys(answer.paragraphs).length} 处。`);
      if (answer.received.length) openReceived(answer.received);
    }),
  );
  openDialog(
    "存档和交换",
    make(
      "div",
      {},
      make(
        "p",
        {},
        "这个文件夹没有用 Git 管理。可以存带日期的副本，也可以把这一年存成一个文件发给别人，收到别人的再逐处并入。",
      ),
      make("h3", {}, "副本"),
      copies,
      make("p", {}, save),
      make("h3", {}, "发出"),
      make("p", {}, make("a", { href: "api/export.zip", download: "" }, "下载这一年的文件（.zip）")),
      make("h3", {}, "收到"),
      make(
        "p",
        { class: "buttons" },
        file,
        button("选文件…", () => file.click()),
        chosen,
        receive,
      ),
    ),
  );
}
