// The inline editor: it lies over the value, says what may be typed, and saves when it is left.

import { alone, aimOf, isTypable, nameOf } from "./cells.js";
import { make } from "./dom.js";
import { gridFrom, pasteRange } from "./range_paste.js";
import { save } from "./saving.js";
import { findingsAt } from "./store.js";
import { tell } from "./telling.js";

let open = null;
let moves = { next: () => null, beside: () => null, typed: () => {} };

/** Say how to find the value that comes next (forward, backward) and the one below, and how to show what was typed. */
export function setMoves(found) {
  moves = found;
}

let composing = null;
document.addEventListener("compositionstart", () => {
  composing ??= new Promise((resolve) =>
    document.addEventListener("compositionend", () => setTimeout(resolve), { once: true, capture: true }),
  ).then(() => (composing = null));
});

/** Wait until an input method has made words of what is typed. */
export async function composed() {
  await composing;
}

/** Return the value that is being typed into, or null. */
export function typingAt() {
  return open?.element ?? null;
}

/** Take the editor off a paper that is about to be drawn anew; return what puts it over the value's new element,
 *  with what is typed and not saved. */
export function liftEditor() {
  if (!open) return null;
  const { field, control, box } = open;
  const { value, selectionStart, selectionEnd } = control;
  open = null;
  box.remove();
  return (element) => {
    if (!openEditor(element, value)) return;
    open.field = { ...field, hash: field.hash };
    open.control.setSelectionRange?.(selectionStart, selectionEnd);
  };
}

/** Open the editor over a value; `initial` replaces what stands there. Says why where it may not be typed into. */
export function openEditor(element, initial = null) {
  closeEditor(true);
  const { field } = aimOf(element);
  if (!field || !isTypable(element)) {
    if (field?.why) tell(field.why);
    return false;
  }
  const control = controlOf(field, initial ?? typedText(field));
  const box = make("div", { class: "editor" }, control, hintOf(element, field));
  control.setAttribute("aria-label", nameOf(element));
  control.setAttribute("aria-describedby", "editor-hint");
  open = { element, field, control, box, changed: initial !== null };
  place(element, box, control);
  listen(control);
  control.focus();
  if (initial === null) control.select?.();
  else control.setSelectionRange?.(control.value.length, control.value.length);
  return true;
}

/** Close the editor; what was typed is saved where `keep`. */
export function closeEditor(keep) {
  if (!open) return;
  const { element, field, control, box } = open;
  open = null;
  box.remove();
  element.classList.remove("editing");
  const text = control.value;
  if (!keep || text === typedText(field)) return;
  moves.typed(element, text, save([{ field: field.id, hash: field.hash, base: field.text, text }]));
}

/** Return what is typed in a field: nothing where it is still to be filled in. */
function typedText(field) {
  return field.open ? "" : field.text;
}

function controlOf(field, text) {
  if (field.kind === "choice" && field.choices.length) return choiceOf(field, text);
  if (field.kind === "text") {
    const area = make("textarea", { rows: Math.min(12, text.split("\n").length + 1) });
    area.value = text;
    return area;
  }
  const numeric = field.kind === "number" ? { inputmode: "decimal" } : {};
  const input = make("input", { type: "text", autocomplete: "off", spellcheck: "false", ...numeric });
  input.value = text;
  return input;
}

function choiceOf(field, text) {
  const choices = field.choices.includes(text) ? field.choices : [text, ...field.choices];
  const select = make(
    "select",
    {},
    choices.map((one) => make("option", { value: one, selected: one === text }, one || "（未选）")),
  );
  select.value = text;
  return select;
}

/** Return what stands below the editor: unit, last year's value, help, what is wrong. */
function hintOf(element, field) {
  const wrong = findingsAt(field.id, element.dataset.mark).filter((one) => !one.open);
  const facts = [
    field.unit && `单位：${field.unit}`,
    field.lastYear && `上年：${field.lastYear}`,
    field.examples?.length && `例如：${field.examples.slice(0, 3).join("、")}`,
  ].filter(Boolean);
  return make(
    "div",
    { class: "hint", id: "editor-hint" },
    facts.length > 0 && make("p", { class: "facts" }, facts.join("　")),
    field.help && make("p", {}, field.help),
    wrong.map((one) => make("p", { class: `finding ${one.severity}` }, `${one.severity}：${one.found}`)),
  );
}

function place(element, box, control) {
  const cell = alone(element);
  const around = (cell ?? element).getBoundingClientRect();
  const host = element.closest(".desk");
  const frame = host.getBoundingClientRect();
  element.classList.add("editing");
  host.append(box);
  const wide = Math.max(around.width, control.tagName === "TEXTAREA" ? 240 : 96);
  box.style.left = `${Math.max(0, around.left - frame.left + host.scrollLeft)}px`;
  box.style.top = `${around.top - frame.top + host.scrollTop}px`;
  control.style.width = `${Math.min(wide, host.clientWidth)}px`;
  control.style.minHeight = `${Math.max(around.height, 24)}px`;
  const hint = box.querySelector(".hint");
  const over = hint.getBoundingClientRect().right - frame.left - host.clientWidth;
  if (over > 0) hint.style.marginLeft = `${-Math.min(over, around.left - frame.left)}px`;
  element.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function listen(control) {
  control.addEventListener("keydown", onKey);
  control.addEventListener("paste", onPaste);
  control.addEventListener("blur", () => closeEditor(true));
}

function onKey(event) {
  if (event.isComposing) return;
  const { element } = open;
  if (event.key === "Escape") leave(event, false, element);
  else if (event.key === "Enter" && (event.altKey || event.shiftKey) && open.control.tagName === "TEXTAREA")
    newLine(event);
  else if (event.key === "Enter") leave(event, true, moves.beside(element, "ArrowDown") ?? element, false);
  else if (event.key === "Tab") {
    const next = moves.next(element, event.shiftKey ? -1 : 1);
    if (next) leave(event, true, next, true);
  } else if (["ArrowUp", "ArrowDown"].includes(event.key) && open.control.tagName === "INPUT") {
    leave(event, true, moves.beside(element, event.key) ?? element, false);
  }
  event.stopPropagation();
}

function newLine(event) {
  event.preventDefault();
  open.control.setRangeText("\n", open.control.selectionStart, open.control.selectionEnd, "end");
}

/** Leave for another value; `typing` opens the editor there at once. */
function leave(event, keep, element, typing = false) {
  event.preventDefault();
  closeEditor(keep);
  element.focus();
  if (typing) openEditor(element);
}

function onPaste(event) {
  const grid = gridFrom(event.clipboardData);
  if (!grid || (grid.length === 1 && grid[0].length === 1)) return;
  event.preventDefault();
  const { element } = open;
  closeEditor(false);
  pasteRange(element, grid);
  element.focus();
}
