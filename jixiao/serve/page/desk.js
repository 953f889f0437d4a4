// The desk: the part that is shown, drawn as its paper or as a list, and what mouse and keyboard do on it.

import { aimOf, allValues, dress, dressAll, isTypable, nextTypable, valueBeside } from "./cells.js";
import { showCell } from "./cell_panel.js";
import { button, byId, fill, make } from "./dom.js";
import { closeEditor, composed, liftEditor, openEditor, setMoves, typingAt } from "./editor.js";
import { drawList } from "./field_list.js";
import { drawPaper, piecesOf, setShown } from "./paper.js";
import { closeParagraph, liftParagraph, openParagraph } from "./paragraph_editor.js";
import { gridFrom, pasteRange } from "./range_paste.js";
import { act, rowOf } from "./rows_dialog.js";
import { drawPieceOf, drawWhenNear } from "./long_tables.js";
import { fetchDocx } from "./server.js";
import { isTyped, putTypedAgain, showTyped } from "./typed_values.js";
import { entryOf, fieldOf, partNow, showPart, stateNow, takeTouched, tellListeners } from "./store.js";

const view = { asList: matchMedia("(max-width: 560px)").matches, turn: 0 };

/** Draw a part anew; where it was the one shown, the place and the focus stay. */
export async function drawPart(id) {
  const turn = (view.turn += 1);
  const same = partNow()?.id === id;
  const [part, drawn] = await Promise.all([showPart(id), paperOf(id)]);
  await composed(); // letters that an input method is still making words of would be taken for words
  if (turn !== view.turn) return;
  const { paper, undrawn } = drawn ?? { paper: drawList(part), undrawn: [] };
  const desk = make("div", { class: "desk", data: { part: id } }, paper);
  const stay = same ? keepPlace() : null;
  fill(
    byId("paper"),
    viewTools(id),
    undrawn.length > 0 &&
      make("p", { class: "undrawn" }, `这一页上的${undrawn.join("、")}没有画出，以生成的文件为准。`),
    desk,
  );
  dressAll(paper);
  putTypedAgain(paper);
  dressParagraphs(paper, part);
  listen(desk);
  drawWhenNear(paper, byId("paper"));
  if (stay) await stay();
  else tellListeners();
}

async function paperOf(id) {
  if (view.asList && entryOf(id).kind !== "report") return null;
  return entryOf(id).kind === "data" ? null : drawPaper(await fetchDocx(id));
}

/** Return what brings the scrolled place and the focus back after drawing anew. */
function keepPlace() {
  const desk = byId("paper").querySelector(".desk");
  const [left, top] = [desk?.scrollLeft ?? 0, byId("paper").scrollTop];
  const at = typingAt() ?? document.activeElement?.closest?.(".mark");
  const aim = at ? { mark: at.dataset.mark, field: aimOf(at).id } : null;
  const putBack = liftEditor();
  const putParagraphBack = liftParagraph();
  return async () => {
    const now = byId("paper").querySelector(".desk");
    if (now) now.scrollLeft = left;
    byId("paper").scrollTop = top;
    const value = aim && (await find(aim.field, [aim.mark]));
    value?.focus({ preventScroll: true });
    if (value) putBack?.(value);
    putParagraphBack?.(
      (id) => paperNow().querySelector(`[data-paragraph="${CSS.escape(id)}"]`) ?? paperNow().firstElementChild,
    );
  };
}

function viewTools(id) {
  if (entryOf(id).kind !== "form") return null;
  const toggle = button(view.asList ? "按表样看" : "按清单看", () => {
    view.asList = !view.asList;
    drawPart(id);
  });
  return make("p", { class: "view-tools" }, toggle);
}

/** Return the paper that is shown. */
export function paperNow() {
  return byId("paper").querySelector(".sheet");
}

/** Put what moved where it stands; return whether that could be done without drawing anew. */
export function putMoved(moved) {
  const paper = paperNow();
  if (!paper) return true;
  const put = moved.every(({ mark, new: shown }) => setShown(paper, mark, shown));
  for (const { mark } of moved) for (const piece of piecesOf(paper, mark)) if (!("more" in piece.dataset)) dress(piece);
  return put;
}

/** Dress values anew: those of `fields`, which were edited, and all whose findings came or went; all where none are
 *  named. */
export function dressAgain(fields = null) {
  const paper = paperNow();
  const touched = takeTouched();
  if (!paper) return;
  for (const one of paper.querySelectorAll(".mark:not([data-more])")) {
    const { id, mark, field } = aimOf(one);
    if (fields && !fields.includes(id) && !touched.has(id) && !touched.has(mark)) continue;
    if (one.dataset.field && !isTyped(id)) one.textContent = field?.text ?? "";
    dress(one);
  }
}

/** Give what was drawn late the words it has now, and its looks. */
function freshen(place) {
  const { marks } = partNow();
  for (const piece of place.querySelectorAll(".mark")) {
    const print = marks[piece.dataset.mark];
    if (print && print.shown !== piece.textContent && !piece.querySelector("br"))
      setShown(place, piece.dataset.mark, print.shown);
  }
  dressAll(place);
}

/** Return the value of a field, or the first of some marks, drawn if need be; null where this part has neither. */
export async function find(field, marks = []) {
  const paper = paperNow();
  for (const mark of [...marks, fieldOf(field)?.marks?.find((one) => partNow().marks[one])].filter(Boolean)) {
    if (!piecesOf(paper, mark).length) await drawPieceOf(paper, mark);
    const piece = piecesOf(paper, mark)[0];
    if (piece) return piece;
  }
  if (!field) return null;
  const shown = () => allValues(paper).find((one) => aimOf(one).id === field) ?? null;
  if (!shown()) await drawPieceOf(paper, field);
  return shown();
}

/** Bring the person to a field, a mark or a paragraph of a part. */
export async function goTo({ part, field = null, marks = [], mark = null }) {
  if (part && part !== partNow()?.id) {
    history.pushState(null, "", `#${encodeURIComponent(part)}`);
    await drawPart(part);
  }
  const line = [field, ...marks]
    .map((id) => id && paperNow().querySelector(`[data-paragraph="${CSS.escape(id)}"]`))
    .find(Boolean);
  const value = (await find(field, mark ? [mark] : marks)) ?? line?.querySelector(".edit-line");
  value?.scrollIntoView({ block: "center" });
  value?.focus();
}

function dressParagraphs(paper, part) {
  for (const [id, paragraph] of Object.entries(part.paragraphs ?? {})) {
    const line = paper.querySelector(`[data-paragraph="${CSS.escape(id)}"]`);
    if (!line || !paragraph.editable || stateNow().readOnly) continue;
    line.classList.add("writable");
    line.classList.toggle("open", Boolean(paragraph.open));
    line.prepend(
      button("✎", () => openParagraph(line, paragraphNow(id)), {
        class: "edit-line",
        "aria-label": `改这一段：${line.textContent.slice(0, 30)}`,
      }),
    );
  }
}

function paragraphNow(id) {
  return partNow().paragraphs[id];
}

function listen(desk) {
  desk.addEventListener("mousedown", onPress);
  desk.addEventListener("click", onClick);
  desk.addEventListener("keydown", onKey);
  desk.addEventListener("paste", onPaste);
  desk.addEventListener("piece-drawn", (event) => freshen(event.target));
  desk.addEventListener("focusin", (event) => {
    const value = event.target.closest(".mark[role]");
    if (value && !typingAt()) showCell(value);
  });
  const root = () => paperNow();
  setMoves({
    next: (element, step) => nextTypable(root(), element, step),
    beside: (element, key) => valueBeside(root(), element, key),
    typed: (element, text, answered) => showTyped(root, element, text, answered),
  });
}

function valueAt(target) {
  return target.closest(".mark[role]") ?? target.closest("td.holds")?.querySelector(".mark[role]") ?? null;
}

/** A mouse opens the editor when it is pressed: until it is let go, an answer may have drawn the paper anew. */
function onPress(event) {
  if (event.button !== 0 || event.target.closest(".editor, .paragraph-editor")) return;
  const value = valueAt(event.target);
  if (!value || !isTypable(value)) return;
  event.preventDefault();
  value.focus({ preventScroll: true });
  showCell(value);
  openEditor(value);
}

function onClick(event) {
  if (event.target.closest(".editor, .paragraph-editor, .edit-line")) return;
  const value = valueAt(event.target);
  if (value && value === typingAt()) return;
  if (value) {
    value.focus();
    showCell(value, true);
    if (isTypable(value)) openEditor(value);
    return;
  }
  const line = event.target.closest(".writable");
  if (line) openParagraph(line, paragraphNow(line.dataset.paragraph));
}

function onKey(event) {
  const value = event.target.closest(".mark[role]");
  if (!value || event.isComposing) return;
  const alone = !event.ctrlKey && !event.metaKey;
  if (event.altKey && rowKey(event, value)) return;
  if (["Enter", "F2"].includes(event.key) || (event.key === " " && !isTypable(value))) start(event, value);
  else if (event.key.startsWith("Arrow") && alone && !event.altKey) {
    event.preventDefault();
    valueBeside(paperNow(), value, event.key)?.focus();
  } else if (event.key === "Tab") toTypable(event, value);
  else if (event.key.length === 1 && alone && !event.altKey)
    start(event, value, isLatin(event.key, value) ? null : event.key);
  else if (event.key === "Delete") start(event, value, "");
}

/** Return whether a letter begins a word of an input method, which hears of it only in an editor that is open. */
function isLatin(letter, value) {
  return /[a-z]/i.test(letter) && aimOf(value).field?.kind !== "number";
}

function start(event, value, initial = null) {
  if (!isTypable(value)) {
    if (initial !== null) return;
    event.preventDefault();
    showCell(value, true);
    return;
  }
  event.preventDefault();
  openEditor(value, initial);
}

/** Tab goes from value to value and opens the next; at the ends it leaves the paper. */
function toTypable(event, value) {
  const next = nextTypable(paperNow(), value, event.shiftKey ? -1 : 1);
  if (!next) return;
  event.preventDefault();
  next.focus();
  openEditor(next);
}

function rowKey(event, value) {
  const what = { ArrowUp: "up", ArrowDown: "down", Insert: "add", Delete: "remove" }[event.key];
  const found = what && !stateNow().readOnly ? rowOf(value) : null;
  if (!found) return false;
  event.preventDefault();
  act(what, found);
  return true;
}

function onPaste(event) {
  const value = event.target.closest(".mark[role]");
  if (!value || typingAt()) return;
  const grid = gridFrom(event.clipboardData) ?? [[event.clipboardData.getData("text/plain").trim()]];
  event.preventDefault();
  pasteRange(value, grid);
}

/** Leave nothing half typed when the page is left. */
export function putAway() {
  closeEditor(true);
  closeParagraph(true);
}
