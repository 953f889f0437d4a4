// What differs from the last commit, and from last year.

import { button, fill, make } from "./dom.js";
import { openDialog } from "./dialogs.js";
import { ask } from "./server.js";
import { stateNow } from "./store.js";

/** Open the comparison; with the last commit first where there is Git. */
export function openDifferences() {
  const place = make("div", {});
  const show = async (other) => {
    fill(place, make("p", { role: "status" }, "正在对照……"));
    try {
      const answer = await ask(`differences?with=${other}`);
      fill(
        place,
        make("p", { role: "status" }, `与${answer.with}相比，${answer.changes.length} 处不同。`),
        changesOf(answer),
      );
    } catch (error) {
      fill(place, make("p", { class: "problem", role: "alert" }, error.message));
    }
  };
  const git = stateNow().git?.has;
  const choose = make(
    "p",
    { class: "buttons" },
    git && button("与上次提交对照", () => show("commit")),
    button("与上年对照", () => show("last-year")),
  );
  openDialog("对照", make("div", {}, choose, place));
  show(git ? "commit" : "last-year");
}

/** Return the changes of a comparison as a table. */
export function changesOf({ changes, text }) {
  if (!changes.length) return text ? make("pre", {}, text) : make("p", {}, "没有不同。");
  const head = ["什么", "怎样变", "印在"].map((words) => make("th", { scope: "col" }, words));
  const rows = changes
    .slice(0, 300)
    .map((one) =>
      make(
        "tr",
        {},
        make("th", { scope: "row" }, one.subject),
        make("td", {}, one.words),
        make("td", {}, (one.places ?? []).slice(0, 3).join("、")),
      ),
    );
  const table = make("table", { class: "plain" }, make("thead", {}, make("tr", {}, head)), make("tbody", {}, rows));
  return make(
    "div",
    { class: "scrolls", tabindex: "0", role: "region", "aria-label": "不同的地方" },
    table,
    changes.length > 300 && make("p", {}, `还有 ${changes.length - 300} 处。`),
  );
}
