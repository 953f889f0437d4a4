// What moved after a change: shown, marked on the paper for a while, and said aloud.

import { nameOf } from "./cells.js";
import { button, byId, refill, make } from "./dom.js";
import { piecesOf } from "./paper.js";
import { tell } from "./telling.js";

const SHOWN = 60,
  SPOKEN = 3;

/** Show and say what moved; `go` brings the person to a mark of a part. */
export function showMoved(moved, paper, go) {
  if (!moved.length) return;
  byId("changes").hidden = false;
  refill(
    byId("changes-body"),
    make("p", {}, `${moved.length} 处随之变动：`),
    make(
      "ul",
      { class: "moved" },
      moved.slice(0, SHOWN).map((one) =>
        make(
          "li",
          {},
          button(wordsOf(one, paper), () => go(one), { title: one.position }),
        ),
      ),
    ),
    moved.length > SHOWN && make("p", {}, `还有 ${moved.length - SHOWN} 处，见“对照”。`),
  );
  for (const { mark, old } of moved) for (const piece of piecesOf(paper, mark)) flash(piece, old);
  const rest = moved.length > SPOKEN ? `；等共 ${moved.length} 处` : "";
  tell(
    `变动：${moved
      .slice(0, SPOKEN)
      .map((one) => wordsOf(one, paper))
      .join("；")}${rest}`,
  );
}

/** Return what moved in words, named by its row and column where it stands on the paper that is shown. */
function wordsOf({ mark, position, path, old, new: now }, paper) {
  const [piece] = piecesOf(paper, mark);
  return `${(piece && nameOf(piece)) || position || path}：${old || "空"} → ${now || "空"}`;
}

function flash(piece, old) {
  piece.classList.add("moved");
  piece.title = `原为 ${old || "空"}`;
  setTimeout(() => piece.classList.remove("moved"), 6000);
}
