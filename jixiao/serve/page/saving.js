// What was typed goes to the server: one request at a time, what comes meanwhile together in the next.

import { lose, whenReturned } from "./connection.js";
import { post, Unreachable } from "./server.js";
import { fieldOf, takeAnswer } from "./store.js";
import { tell, warn } from "./telling.js";
import { drop, keep } from "./unsaved.js";

let waiting = [];
let stranded = []; // typed while the program did not answer
let running = null;
let shown = async () => {};
let disagreed = () => {};

/** Say who draws what an answer changes, and who shows the places that two people wrote at. */
export function whenAnswered(draw, showConflicts) {
  shown = draw;
  disagreed = showConflicts;
}

/** Return whether something typed is on its way. */
export function isSaving() {
  return running !== null;
}

/** Wait until all that was typed is saved. */
export async function settled() {
  while (running) await running.catch(() => {});
}

/** Save texts of fields: [{field, hash, base, text}], `base` what stood there when typing began; the promise is kept
 *  once what came of them is shown. */
export function save(edits) {
  const done = new Promise((resolve) => waiting.push({ edits, resolve }));
  if (!running) work(sendWaiting);
  return done;
}

/** Send any other change and show what comes of it; return the answer. Failure where it was refused. */
export async function change(address, body) {
  return alone(() => post(address, body));
}

/** Do something that answers with a change, when nothing else is under way, and show what comes of it. */
export async function alone(send) {
  await settled();
  let answer;
  await work(async () => {
    answer = await send();
    await take(answer);
  });
  return answer;
}

async function take(answer) {
  takeAnswer(answer);
  await shown(answer);
  const refused = answer.refused ?? [];
  const words = (answer.noted ?? []).map((one) => one.words);
  if (refused.length) warn(`没有写入：${refused.map((one) => one.words).join("；")}`);
  else if (words.length) tell(words.join("；"));
  if (answer.conflicts?.length) disagreed(answer.conflicts);
}

/** Run the one thing that is under way; the page says so meanwhile. */
function work(doing) {
  document.documentElement.dataset.saving = "";
  running = doing().finally(() => {
    running = null;
    delete document.documentElement.dataset.saving;
    if (waiting.length) work(sendWaiting);
  });
  return running;
}

async function sendWaiting() {
  while (waiting.length) {
    const those = waiting;
    waiting = [];
    if (await send(those.flatMap((one) => one.edits))) for (const one of those) one.resolve();
    else stranded.push(...those);
  }
}

whenReturned(() => {
  waiting.unshift(...stranded);
  stranded = [];
  if (waiting.length && !running) work(sendWaiting);
});

/** Send edits and show what comes of them; return whether anybody answered. */
async function send(edits) {
  const now = edits.map(({ field, hash, base, text }) => {
    const current = fieldOf(field);
    const same = current && (current.text ?? current.source) === base;
    return { field, hash: same ? current.hash : hash, text };
  });
  try {
    await take(await post("edit", { edits: now }));
  } catch (error) {
    if (error instanceof Unreachable) {
      keep(edits);
      lose(error.how);
      return false;
    }
    warn(`${error.message}没有保存的：${edits.map((one) => one.text || "（空）").join("、")}`);
  }
  drop(edits);
  return true;
}
