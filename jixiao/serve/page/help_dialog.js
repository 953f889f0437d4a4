// The keys.

import { make } from "./dom.js";
import { openDialog } from "./dialogs.js";
import { stateNow } from "./store.js";

const FILLING = [
  ["Tab、Shift+Tab", "到下一个、上一个可以填的格，直接输入"],
  ["回车", "保存，到下面一格；在格上按：开始修改"],
  ["Esc", "不保存，放弃这次修改"],
  ["F2", "修改这一格"],
  ["Alt+回车", "在多行的格里换行"],
  ["Ctrl+Z、Ctrl+Y", "撤销、重做"],
  ["Ctrl+V", "粘贴；从 Excel、WPS 表格复制的一片格子按位置填入"],
  ["Alt+↑、Alt+↓", "把这一行上移、下移"],
  ["Alt+Insert、Alt+Delete", "在下面加一行、删去这一行"],
];
const LOOKING = [
  ["方向键", "在各格之间移动，算出的格也走得到"],
  ["F6", "在工具、部件、表格、说明和问题之间切换"],
  ["F8", "到下一个待填的地方"],
  ["F1", "这张表"],
];

/** Show the keys. */
export function openHelp() {
  const keys = stateNow().readOnly ? LOOKING : [...FILLING, ...LOOKING];
  openDialog(
    "按键",
    make(
      "table",
      { class: "plain" },
      make(
        "tbody",
        {},
        keys.map(([key, words]) => make("tr", {}, make("th", { scope: "row" }, key), make("td", {}, words))),
      ),
    ),
  );
}
