// What was typed and is not answered yet: it is shown at once, and as it will be printed once the server has told.

import { aimOf } from "./cells.js";
import { piecesOf, setShown } from "./paper.js";
import { fieldOf, partNow } from "./store.js";

const typed = new Map(); // by field

/** Return whether something typed in a field is not answered yet. */
export function isTyped(id) {
  return typed.has(id);
}

/** Show what was typed in a value until `answered`; `paper` gives the paper that is shown then. */
export function showTyped(paper, element, text, answered) {
  const { id, mark } = aimOf(element);
  const own = { mark, text };
  typed.set(id, own);
  put(paper(), id, own, true);
  answered.then(() => {
    if (typed.get(id) !== own) return;
    typed.delete(id);
    const known = mark ? partNow().marks[mark]?.shown : fieldOf(id)?.text;
    put(paper(), id, { mark, text: known ?? text }, false);
  });
}

/** Show on a paper that was drawn anew what was typed before and is not answered yet. */
export function putTypedAgain(paper) {
  for (const [id, own] of typed) put(paper, id, own, true);
}

function put(paper, id, { mark, text }, waits) {
  const pieces = mark ? piecesOf(paper, mark) : [...paper.querySelectorAll(`[data-field="${CSS.escape(id)}"]`)];
  for (const piece of pieces) {
    piece.classList.toggle("saving", waits);
    if (!mark) piece.textContent = text;
  }
  if (mark && text.trim()) setShown(paper, mark, text.trim());
}
