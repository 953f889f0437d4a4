// “这一格”: what is known of the value that has the focus, where it comes from, and what can be done with it.

import { aimOf, isTypable, nameOf } from "./cells.js";
import { button, byId, fill, refill, listed, make } from "./dom.js";
import { openOverride } from "./record_dialogs.js";
import { rowActions } from "./rows_dialog.js";
import { save } from "./saving.js";
import { ask, isOffline } from "./server.js";
import { findingsAt, stateNow } from "./store.js";
import { guarded } from "./telling.js";

const OWNERS = {
  entered: "直接填写",
  overridden: "按原件印",
  derived: "由程序算出，不能直接改",
  follows: "可以不填，按其余的数得出",
  fixed: "来自别处，在这里不能改",
};

const panel = { mark: null, field: null, asked: false };

/** Show anew what the panel is about, after a change; `find` gives the value's element. */
export async function showCellAgain(find) {
  if (!panel.mark && !panel.field) return;
  const element = await find(panel.field, [panel.mark]);
  if (element) showCell(element, panel.asked);
}

/** Show what a value is; where it comes from only when that is `asked`, or by the button. */
export function showCell(element, asked = false) {
  Object.assign(panel, { mark: element.dataset.mark, field: element.dataset.field, asked });
  const aim = aimOf(element);
  const { print, field, id, mark } = aim;
  const facts = [
    ["怎样来的", OWNERS[print?.owner ?? "entered"]],
    ["单位", field?.unit],
    ["上年", field?.lastYear],
    ["写在", field?.place],
    ["填写说明", field?.help],
    ["可以填", field?.choices?.length ? field.choices.join("、") : ""],
    ["例如", field?.examples?.join("、")],
    ["为什么不能改", field && !field.editable ? field.why : ""],
  ].filter(([, words]) => words);
  const why = make("div", { class: "why" });
  const acts = [!isOffline() && (mark || field) && button("怎样算、印在哪里、谁核对", () => showWhy(element, why))];
  if (!stateNow().readOnly && print) acts.push(button("按原件印…", () => openOverride(mark)));
  if (isTypable(element) && field.open) acts.push(button("留空", () => leaveEmpty(field)));
  if (!stateNow().readOnly) acts.push(...rowActions(element));
  refill(
    byId("cell-body"),
    make("p", { class: "name" }, make("b", {}, nameOf(element) || "（没有名称）")),
    make("p", { class: "value" }, print ? print.shown || "（空）" : field?.text || "（空）"),
    make(
      "dl",
      {},
      facts.map(([term, words]) => [make("dt", {}, term), make("dd", {}, words)]),
    ),
    findingsAt(id, mark).map((one) =>
      make("p", { class: `finding ${one.severity}` }, `${one.open ? "待填" : one.severity}：${one.found}`),
    ),
    make("p", { class: "buttons" }, acts),
    why,
  );
  if (asked && print && !isTypable(element) && !isOffline()) showWhy(element, why);
}

/** Say that nothing stands at a place that was to be filled in. */
function leaveEmpty(field) {
  return save([{ field: field.id, hash: field.hash, base: field.text, text: "" }]);
}

async function showWhy(element, place) {
  const { mark, field } = aimOf(element);
  fill(place, make("p", {}, "正在查……"));
  const where = mark ? `mark=${encodeURIComponent(mark)}` : `path=${encodeURIComponent(field.path)}`;
  const answer = await guarded(() => ask(`why?${where}&rules=1`));
  fill(place, answer ? whole(answer) : make("p", {}, "没有查到。"));
}

/** Return the whole answer: formula, lines, other prints, rules. */
function whole(answer) {
  return [
    make("h3", {}, answer.title ?? "从哪里来"),
    (answer.values ?? []).map((value) => [
      Object.keys(value.lineage ?? {}).length > 0 &&
        make("div", {}, make("h4", {}, "怎样算"), listed(steps(value.lineage))),
      value.printed?.length > 0 &&
        make("div", {}, make("h4", {}, "印在"), listed(value.printed.map((one) => `${one.spoken}：${one.printed}`))),
      value.rules?.reacting?.length > 0 &&
        make(
          "div",
          {},
          make("h4", {}, "由这些规则核对"),
          listed(value.rules.reacting.map((one) => `${one.code} ${one.title}`)),
        ),
    ]),
    answer.text && make("details", {}, make("summary", {}, "完整的回答"), make("pre", {}, answer.text)),
  ];
}

function steps(lineage) {
  return Object.entries(lineage).map(([path, one]) =>
    [
      `${path} = ${one.value ?? ""}${one.unit ?? ""}`,
      one.formula && `（${one.formula}）`,
      one.file && `　${one.file} 第${one.line}行`,
    ]
      .filter(Boolean)
      .join(""),
  );
}
