// What moved after a change: shown, marked on the paper for a while, and said aloud.

import { nameOf } from "./cells.js";
import { button, byId, refill, make } from "./dom.js";
import { piecesOf } from "./paper.js";
import { tell } from "./telling.js";

const SHOWN = 60,
  SPOKEN = 3,
  LONGEST = 40; // characters of a text that are said of it

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
  const [was, is] = aroundChange(old, now);
  return `${(piece && nameOf(piece)) || position || path}：${was || "空"} → ${is || "空"}`;
}

/** Return two long texts from a little before where they begin to differ, cut; short ones as they are. */
function aroundChange(old, now) {
  if (old.length <= LONGEST && now.length <= LONGEST) return [old, now];
  let same = 0;
  while (same < old.length && old[same] === now[same]) same += 1;
  const from = Math.max(0, same - LONGEST / 4);
  return [old, now].map((text) => {
    const rest = text.slice(from, from + LONGEST).replaceAll("\n", " ");
    return `${from && rest ? "…" : ""}${rest}${text.length > from + LONGEST ? "…" : ""}`;
  });
}

function flash(piece, old) {
  piece.classList.add("moved");
  piece.title = `原为 ${old.slice(0, 500) || "空"}`;
  setTimeout(() => piece.classList.remove("moved"), 6000);
}
