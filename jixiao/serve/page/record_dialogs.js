// What is written from a finding: a waiver, the reason of a movement, a value printed as it was filed.

import { make } from "./dom.js";
import { askFor } from "./dialogs.js";
import { Failure } from "./server.js";
import { change } from "./saving.js";
import { stateNow } from "./store.js";
import { guarded, tell } from "./telling.js";

/** Ask for reason, person and end of a waiver. */
export function openWaiver(finding) {
  askFor(
    "豁免这一条",
    said(finding),
    [
      ["reason", "理由", make("textarea", { rows: "3", required: true })],
      ["by", "责任人", make("input", { type: "text", required: true })],
      [
        "until",
        "有效期到（如 2027-12-31）",
        make("input", {
          type: "text",
          value: `${Math.max(stateNow().year, new Date().getFullYear()) + 1}-12-31`,
        }),
      ],
    ],
    (values) => send("waive", { finding: finding.id, ...values }),
  );
}

/** Ask why a figure moved so much. */
export function openReason(finding) {
  askFor(
    "说明变动的原因",
    said(finding),
    [["reason", "原因", make("textarea", { rows: "3", required: true })]],
    (values) => send("reason", { finding: finding.id, ...values }),
  );
}

/** Write at the line of a finding that somebody looked at it and lets it stand. */
export async function look(finding) {
  const answer = await guarded(() => change("look", { finding: finding.id }));
  if (answer && !answer.refused?.length) tell(`已在那一行注明“已核对 ${stateNow().year}”。`);
}

/** Ask what was filed at a place, and why it is printed so. */
export function openOverride(mark, finding = null) {
  askFor(
    "这一处按原件印",
    finding ? said(finding) : make("p", {}, "印出的值改成原件上的值，算出的值不变。"),
    [
      ["printed", "原件上的值", make("input", { type: "text", required: true })],
      ["reason", "为什么按原件印", make("textarea", { rows: "3", required: true })],
    ],
    (values) => send("override", { mark, ...values }),
  );
}

function said(finding) {
  return make("p", {}, `${finding.code}：${finding.found}`);
}

async function send(address, body) {
  const empty = Object.entries(body).find(([, value]) => value === "");
  if (empty) throw new Failure("每一项都要填写。");
  const answer = await change(address, body);
  if (answer.refused?.length) throw new Failure(answer.refused.map((one) => one.words).join("；"));
}
