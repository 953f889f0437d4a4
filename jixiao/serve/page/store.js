// What the page knows: the state, the parts it has asked for, and which of them is shown.

import { ask } from "./server.js";

const parts = new Map();
const listeners = new Set();
const known = { state: null, shown: null, byField: new Map(), byMark: new Map(), touched: new Set() };

/** Return the state as the server last told it. */
export function stateNow() {
  return known.state;
}

/** Return the part that is shown, with its marks and fields; null before the first. */
export function partNow() {
  return known.shown ? (parts.get(known.shown) ?? null) : null;
}

/** Return the entry of a part in the state. */
export function entryOf(id) {
  return known.state.parts.find((part) => part.id === id) ?? null;
}

/** Return a field or a paragraph by its id, from whichever part that was asked for has it. */
export function fieldOf(id) {
  for (const part of parts.values()) {
    const found = part.fields[id] ?? part.paragraphs?.[id];
    if (found) return found;
  }
  return null;
}

/** Return the findings that show at a field and at a mark. */
export function findingsAt(field, mark) {
  const found = [...(known.byField.get(field) ?? []), ...(known.byMark.get(mark) ?? [])];
  return [...new Set(found)];
}

/** Call `listener` after every change of the state. */
export function onState(listener) {
  listeners.add(listener);
}

/** Tell all that show the state that it changed, or that another part is shown. */
export function tellListeners() {
  for (const listener of listeners) listener(known.state);
}

/** Take over a state from the server; one that is still being judged comes without findings, and keeps those it had. */
export function takeState(state) {
  if (state.findings) sortFindings(state.findings);
  else state.findings = known.state.findings;
  known.state = state;
  for (const [id, part] of parts) if (entryOf(id)?.version !== part.version && id !== known.shown) parts.delete(id);
  tellListeners();
}

function sortFindings(findings) {
  const before = [known.byField, known.byMark];
  known.byField = new Map();
  known.byMark = new Map();
  for (const finding of findings) {
    if (finding.waived) continue;
    if (finding.field) push(known.byField, finding.field, finding);
    for (const mark of finding.marks) push(known.byMark, mark, finding);
  }
  [known.byField, known.byMark].forEach((now, number) => {
    for (const key of new Set([...now.keys(), ...before[number].keys()]))
      if (namesIn(now.get(key)) !== namesIn(before[number].get(key))) known.touched.add(key);
  });
}

function namesIn(findings = []) {
  return findings.map((one) => one.id).join(" ");
}

/** Return the fields and marks whose findings came or went since this was asked last. */
export function takeTouched() {
  const touched = known.touched;
  known.touched = new Set();
  return touched;
}

function push(map, key, value) {
  if (map.has(key)) map.get(key).push(value);
  else map.set(key, [value]);
}

/** Ask for the state anew. */
export async function loadState() {
  takeState(await ask("state"));
}

/** Ask for a part, and make it the one that is shown. */
export async function showPart(id) {
  const part = await ask(`parts/${encodeURIComponent(id)}`);
  parts.set(id, part);
  known.shown = id;
  return part;
}

/** Take over what an answer says of fields, paragraphs and prints. */
export function takeAnswer(answer) {
  for (const part of parts.values()) {
    for (const [id, field] of Object.entries(answer.fields ?? {})) if (part.fields[id]) part.fields[id] = field;
    for (const [id, one] of Object.entries(answer.paragraphs ?? {}))
      if (part.paragraphs?.[id]) part.paragraphs[id] = one;
    for (const { mark, new: shown } of answer.moved ?? []) if (part.marks[mark]) part.marks[mark].shown = shown;
  }
  if (!answer.state) return;
  const here = partNow();
  const entry = here && answer.state.parts.find((part) => part.id === here.id);
  if (entry) here.version = entry.version;
  takeState(answer.state);
}
