// A table of thousands of rows is cut into pieces of its XML, and a piece is drawn when it comes near the window: to
// draw 10,000 rows at once takes 19 s, and 240 ms for each value that changes; a piece takes 20 ms. One that is far
// off again is taken down: what a change must look at does not grow with what was looked at before.

import { make } from "./dom.js";

const LONG = 300,
  PIECE = 60;
const NEAR = "1200px",
  FAR = "9000px";

/** Return a story with only the first rows of its long tables, and of each the rest: its head, its rows. */
export function cutLongTables(story) {
  const rests = [];
  if (story.length < 400000) return { story, rests };
  let short = "",
    end = 0;
  for (;;) {
    const start = story.indexOf("<w:tbl>", end);
    const close = story.indexOf("</w:tbl>", start);
    if (start < 0 || close < 0) break;
    const cut = cutTable(story.slice(start, close));
    short +=
      story.slice(end, start) + (cut ? `${cut.first}</w:tbl>${marker(rests.length)}` : story.slice(start, close + 8));
    if (cut) rests.push(cut);
    end = close + 8;
  }
  return { story: short + story.slice(end), rests };
}

function marker(number) {
  return `<w:p><w:bookmarkStart w:id="7${number}" w:name="rest-${number}"/></w:p>`;
}

/** Return a table's first piece and the others; null for one that is short or holds another table. */
function cutTable(table) {
  if (table.indexOf("<w:tbl>", 7) > 0) return null;
  const rows = table.split(/(?=<w:tr[ >])/);
  const head = rows.shift();
  if (rows.length < LONG) return null;
  const pieces = [];
  for (let from = 0; from < rows.length; from += PIECE) {
    const [first, ...others] = rows.slice(from, from + PIECE);
    pieces.push(beginMerged(first) + others.join(""));
  }
  return { head, first: head + pieces[0], pieces: pieces.slice(1) };
}

/** Return the first row of a piece: a cell that goes on from above begins anew, empty. */
function beginMerged(row) {
  return row.replace(/<w:vMerge(?: w:val="continue")?\/>/g, '<w:vMerge w:val="restart"/>');
}

/** Put a place for each piece that is not drawn below its table; `draw` returns the table of a piece's XML. */
export function placeRests(paper, rests, draw) {
  rests.forEach(({ head, pieces }, number) => {
    const mark = paper.querySelector(`[id="rest-${number}"]`).parentElement;
    const first = mark.previousElementSibling;
    mark.replaceWith(
      make(
        "div",
        { class: "pieces" },
        pieces.map((xml) => {
          const rows = xml.split(/<w:tr[ >]/).length - 1;
          const drawn = () =>
            draw(`${head}${xml}</w:tbl>`).then((table) => Object.assign(table, { firstPiece: first }));
          return placeFor(rows, (mark) => xml.includes(`"${mark}"`), drawn);
        }),
      ),
    );
  });
}

/** Return the place of a piece of `count` lines, which `draw` draws; `holds` tells whether a value stands in it. */
export function placeFor(count, holds, draw) {
  const place = make("div", { class: "piece" });
  Object.assign(place, {
    count,
    holds,
    takeDown: () => {
      if (!place.firstChild || place.contains(document.activeElement) || place.querySelector(".editing, .saving"))
        return;
      place.style.minHeight = `${place.offsetHeight}px`;
      place.replaceChildren();
      place.drawing = undefined;
    },
    draw: async () => {
      place.drawing ??= draw().then((drawn) => {
        place.replaceChildren(drawn);
        place.style.minHeight = "";
        place.dispatchEvent(new CustomEvent("piece-drawn", { bubbles: true }));
      });
      await place.drawing;
    },
  });
  return place;
}

/** Draw pieces as they come near the window of `root`, take them down when they are far off; each that is drawn tells
 *  of itself by the event piece-drawn. */
export function drawWhenNear(paper, root) {
  const height = paper.querySelector(".pieces")?.previousElementSibling;
  const each = height ? height.getBoundingClientRect().height / Math.max(height.rows.length, 1) : 0;
  const watchers = [
    seenFrom(root, NEAR, (place, isNear) => isNear && place.draw()),
    seenFrom(root, FAR, (place, isNear) => isNear || place.takeDown()),
  ];
  for (const place of paper.querySelectorAll(".piece")) {
    const estimated = `${Math.round((place.each ?? each) * place.count)}px`;
    Object.assign(place.style, { minHeight: estimated, containIntrinsicSize: `auto ${estimated}` });
    for (const watcher of watchers) watcher.observe(place);
  }
}

function seenFrom(root, margin, act) {
  const told = (entries) => entries.forEach(({ isIntersecting, target }) => act(target, isIntersecting));
  return new IntersectionObserver(told, { root, rootMargin: margin });
}

/** Draw all that is not drawn yet, to be printed. */
export async function drawAll(paper) {
  for (const place of paper.querySelectorAll(".piece")) await place.draw();
}

/** Return the table of the piece below (1) or above (-1) a table, if it is drawn. */
export function tableBeside(table, step) {
  const piece = table.closest(".piece");
  const pieces = table.closest(".pieces") ?? table.nextElementSibling;
  if (!pieces?.classList.contains("pieces")) return null;
  const next = [...pieces.children].indexOf(piece) + step;
  if (next === -1) return pieces.previousElementSibling;
  return pieces.children[next]?.firstElementChild ?? null;
}

/** Draw the piece that holds a value, by its mark or in a list by its field, if it is not drawn yet. */
export async function drawPieceOf(paper, value) {
  for (const place of paper.querySelectorAll(".piece")) {
    if (!place.drawing && place.holds(value)) return place.draw();
  }
  return undefined;
}

/** Return a table's own rows and those of its pieces further down, which are drawn for it, `count` at least. */
export async function rowsBelow(table, count) {
  const tables = [table];
  let rows = table.rows.length;
  let place = table.parentElement.classList.contains("piece")
    ? table.parentElement.nextElementSibling
    : table.nextElementSibling?.classList.contains("pieces")
      ? table.nextElementSibling.firstElementChild
      : null;
  for (; place && rows < count; place = place.nextElementSibling) {
    await place.draw();
    tables.push(place.firstElementChild);
    rows += place.firstElementChild.rows.length;
  }
  return tables;
}
