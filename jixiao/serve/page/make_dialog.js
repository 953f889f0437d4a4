// 生成: the draft and the package, with what is being done, what was found, the files, and the PDF's pages.

import { button, fill, make } from "./dom.js";
import { openDialog } from "./dialogs.js";
import { ask, post } from "./server.js";
import { settled } from "./saving.js";
import { stateNow } from "./store.js";

const KINDS = { draft: "草稿", package: "正式材料" };
let here = null;

/** Open the dialog; nothing is made yet. */
export async function openMaking() {
  await settled();
  const steps = make("p", { role: "status" });
  const result = make("div", {});
  const start = (kind) => async () => {
    fill(result);
    steps.textContent = `正在生成${KINDS[kind]}……`;
    try {
      here.job = (await post("make", { kind })).job;
    } catch (error) {
      steps.textContent = error.message;
    }
  };
  const buttons = stateNow().readOnly
    ? []
    : [button("生成草稿", start("draft")), button("生成正式材料", start("package"), { class: "main" })];
  here = { steps, result, job: null };
  openDialog(
    stateNow().readOnly ? "成品" : "生成",
    make("div", { class: "making" }, make("p", { class: "buttons" }, buttons), steps, result),
  );
  await showOutputs(result);
}

/** Take over what the server tells of the making. */
export function onMaking({ job, step }) {
  if (here && (here.job === null || here.job === job)) here.steps.textContent = step;
}

/** Take over what came of it. */
export async function onMade(made) {
  if (!here) return;
  here.steps.textContent = made.failure || `已生成${KINDS[made.kind]}。`;
  const told = (made.findings ?? [])
    .slice(0, 50)
    .map((one) => make("li", { class: `finding ${one.severity}` }, `${one.severity} ${one.code}：${one.found}`));
  fill(
    here.result,
    (made.notes ?? []).map((words) => make("p", {}, words)),
    told.length > 0 && make("ul", { class: "findings" }, told),
  );
  await showOutputs(here.result);
}

async function showOutputs(place) {
  const outputs = (await ask("outputs")).outputs.sort((one, other) => rankOf(one) - rankOf(other));
  if (!outputs.length) return;
  const links = outputs.map((one) =>
    make(
      "li",
      {},
      make("a", { href: `api/outputs/${one.id}`, download: one.name }, one.name),
      ` ${Math.max(1, Math.round(one.bytes / 1024))} KB`,
    ),
  );
  place.append(make("h3", {}, "文件"), make("ul", {}, links));
  const pdf = outputs.find((one) => one.pages);
  if (pdf) place.append(make("h3", {}, "PDF 各页"), pagesOf(pdf));
}

/** Return where a file stands in the list: what is handed in first, then the parts, then the records. */
function rankOf({ name }) {
  const kinds = [/^[^/]+\.zip$/, /^[^/]+\.pdf$/, /^[^/]+\.docx$/, /^核验报告/, /\.docx$/];
  const rank = kinds.findIndex((kind) => kind.test(name));
  return rank < 0 ? kinds.length : rank;
}

function pagesOf(pdf) {
  const pages = Array.from({ length: pdf.pages }, (_, number) =>
    make("img", {
      src: `api/outputs/${pdf.id}/pages/${number + 1}.png`,
      alt: `第 ${number + 1} 页`,
      loading: "lazy",
      width: "420",
    }),
  );
  return make("div", { class: "pages", tabindex: "0", role: "region", "aria-label": "PDF 各页" }, pages);
}
