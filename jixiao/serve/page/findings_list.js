// All findings, the likely cause first, and how many places are open.

import { button, byId, refill, make } from "./dom.js";
import { look, openOverride, openReason, openWaiver } from "./record_dialogs.js";
import { stateNow } from "./store.js";

const SHOWN = 100;
const filter = { here: false };

/** Write the list anew; `go` brings the person to where a finding shows, `here` is the part that is shown. */
export function showFindings(state, here, go) {
  const told = state.findings.filter((one) => !one.waived && !one.open);
  const wanted = filter.here ? told.filter((one) => one.part === here) : told;
  const all = button(`全部 ${told.length}`, () => choose(false), { "aria-pressed": String(!filter.here) });
  const own = button(`本部件 ${told.filter((one) => one.part === here).length}`, () => choose(true), {
    "aria-pressed": String(filter.here),
  });
  const choose = (only) => {
    filter.here = only;
    showFindings(stateNow(), here, go);
  };
  refill(
    byId("findings-body"),
    make("p", { class: "buttons" }, all, own),
    wanted.length
      ? make(
          "ol",
          { class: "findings" },
          wanted.slice(0, SHOWN).map((one) => item(one, go)),
        )
      : make("p", {}, told.length ? "本部件没有问题。" : "没有问题。"),
    wanted.length > SHOWN && make("p", {}, `还有 ${wanted.length - SHOWN} 条，改好前面的再看。`),
  );
}

/** Write the counters into the head of the page. */
export function showCounters(state, nextOpen) {
  const words = [
    `错误 ${state.errors}`,
    `警告 ${state.warnings}`,
    `提示 ${state.hints}`,
    state.waived && `已豁免 ${state.waived}`,
  ];
  const open = state.open
    ? button(`${state.readOnly ? "没有填的" : "还要填"} ${state.open} 处`, nextOpen, {
        class: "open-count",
        title: "到下一处（F8）",
      })
    : make("span", { class: "open-count" }, "都已填写");
  const judging = state.judging && make("span", { class: "judging" }, "正在核对刚才的改动……");
  refill(byId("counters"), open, make("span", { class: "counts" }, words.filter(Boolean).join("　")), judging);
}

function item(finding, go) {
  const place = finding.printed.length ? finding.printed.slice(0, 3).join("、") : `${finding.file} 第${finding.line}行`;
  const { readOnly, can } = stateNow();
  const may = (way) => finding.ways.includes(way) && can[way] !== false;
  const acts = [button(readOnly ? "去看" : "去改", () => go(finding), { class: "main" })];
  if (!readOnly) {
    if (may("look")) acts.push(button("核对过，照旧", () => look(finding)));
    if (may("reason")) acts.push(button("说明原因…", () => openReason(finding)));
    if (may("waive")) acts.push(button("豁免…", () => openWaiver(finding)));
    if (finding.marks.length) acts.push(button("按原件印…", () => openOverride(finding.marks[0], finding)));
  }
  return make(
    "li",
    { class: `finding ${finding.severity}`, data: { finding: finding.id } },
    make("p", { class: "place" }, make("b", {}, finding.severity), ` ${finding.code}　${place}`),
    make("p", {}, finding.found),
    finding.expected && make("p", { class: "expected" }, `应为：${finding.expected}`),
    make(
      "details",
      {},
      make("summary", {}, readOnly ? "说明和依据" : "怎样改"),
      make("p", {}, finding.remedy),
      finding.basis && make("p", {}, `依据：${finding.basis}`),
    ),
    make("p", { class: "buttons" }, acts),
  );
}
