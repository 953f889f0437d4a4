// Whether the program answers: while it does not, a line at the head says so, what is kept, and how to begin again.

import { button, byId, fill } from "./dom.js";
import { isReachable } from "./server.js";
import { countKept } from "./unsaved.js";

const AGAIN = "要继续，请重新运行 make serve（或双击 jixiao-serve.cmd）。";
const WORDS = {
  silent: ["填报程序没有回答，可能已经关闭。", AGAIN],
  closed: ["填报程序已经关闭。", AGAIN],
  moved: ["填报程序重新开过，这个窗口不再有效。", "请到新打开的窗口里填。"],
};
const now = { how: "", returned: () => {} };

/** Say what is done once the program answers again. */
export function whenReturned(act) {
  now.returned = act;
}

/** Say at the head that the program does not answer, until it does; `how` is why, if that is known. */
export function lose(how = "") {
  now.how = how || now.how || "silent";
  const [words, again] = WORDS[now.how];
  const kept = countKept();
  const typed = kept
    ? `没有存进去的 ${kept} 处记在这个浏览器里，页面关了也不会丢：程序再打开时会问要不要写入。`
    : "此前输入的都已保存。";
  fill(byId("lost"), `${words}${typed}${again}`, now.how !== "moved" && button("再试一次", tryAgain));
}

/** Take the line away: the program answers. */
export function found() {
  if (!now.how) return;
  now.how = "";
  fill(byId("lost"));
  now.returned();
}

/** Ask the program whether it is there, and say so. */
export async function tryAgain() {
  if (await isReachable()) found();
  else lose();
}
