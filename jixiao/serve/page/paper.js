// A part drawn as the DOCX that would be filed; the values of the data in it become elements of their own.

import { make } from "./dom.js";
import { cutLongTables, placeRests } from "./long_tables.js";
import { applyLooks, mendPaper } from "./paper_mends.js";

const OPTIONS = {
  className: "paper",
  inWrapper: false,
  ignoreLastRenderedPageBreak: true,
  renderHeaders: true,
  renderFooters: true,
  renderFootnotes: true,
  renderEndnotes: true,
  renderComments: false,
  renderAltChunks: false,
  useBase64URL: true,
};

const BODY = "word/document.xml";

/** Return an element with the paper of a DOCX, and what could not be drawn of it, in words. */
export async function drawPaper(bytes) {
  const source = await JSZip.loadAsync(bytes);
  const whole = await source.file(BODY).async("string");
  const { story, rests } = cutLongTables(whole);
  const { paper, undrawn } = await drawStory(source, story);
  const around = [whole.slice(0, whole.indexOf("<w:body>") + 8), whole.slice(whole.lastIndexOf("<w:sectPr"))];
  paper.append(pageRules(paper));
  placeRests(paper, rests, async (table) =>
    (await drawStory(source, around.join(table))).paper.querySelector("article table"),
  );
  return { paper, undrawn };
}

/** Return the rules for printing: each section on pages of its own size and margins. */
function pageRules(paper) {
  const rules = [...paper.querySelectorAll("section.paper")].map((section, number) => {
    const { width, minHeight, paddingTop, paddingRight, paddingBottom, paddingLeft } = section.style;
    section.style.page = `section${number}`;
    const margins = [paddingTop, paddingRight, paddingBottom, paddingLeft].map((one) => one || "0").join(" ");
    return `@page section${number} { size: ${width || "210mm"} ${minHeight || "297mm"}; margin: ${margins}; }`;
  });
  return make("style", { media: "print" }, rules.join("\n"));
}

async function drawStory(source, story) {
  const mended = await mendPaper(source, { [BODY]: story });
  const paper = make("div", { class: "sheet" });
  await docx.renderAsync(mended.bytes, paper, paper, OPTIONS);
  applyLooks(paper, mended.notes);
  for (const start of [...paper.querySelectorAll('span[id^="_JX"]')]) {
    if (start.id.startsWith("_JXP")) markParagraph(start);
    else markValue(paper, start);
  }
  for (const end of paper.querySelectorAll('span[id^="/_JX"]')) end.remove();
  return { paper, undrawn: mended.undrawn };
}

function markParagraph(start) {
  start.parentElement.dataset.paragraph = start.id;
  start.remove();
}

/** Put a value's runs into an element that bears its mark; one for each paragraph the value goes through. */
function markValue(paper, start) {
  const name = start.id;
  let node = start,
    first = true;
  while (node) {
    const piece = make("span", { class: "mark", data: { mark: name } });
    if (!first) piece.dataset.more = "";
    const ended = gather(node, piece, `/${name}`, first);
    if (ended) return;
    node = nextParagraph(paper, piece);
    first = false;
  }
}

/** Move what follows `node` into `piece` until the bookmark's end; return whether it ends in this paragraph. */
function gather(node, piece, end, first) {
  const paragraph = first ? node.parentElement : node;
  let next = first ? node.nextSibling : node.firstChild;
  if (first) node.replaceWith(piece);
  else paragraph.prepend(piece);
  while (next && next.id !== end) {
    const following = next.nextSibling;
    piece.append(next);
    next = following;
  }
  return next !== null;
}

function nextParagraph(paper, piece) {
  const paragraphs = [...paper.querySelectorAll("p")];
  return paragraphs[paragraphs.indexOf(piece.parentElement) + 1] ?? null;
}

/** Return all elements that show the value of a mark. */
export function piecesOf(paper, mark) {
  return [...paper.querySelectorAll(`.mark[data-mark="${CSS.escape(mark)}"]`)];
}

/** Set what a mark shows, in the letters it has; return whether that could be done without drawing anew. */
export function setShown(paper, mark, text) {
  const [piece, ...more] = piecesOf(paper, mark);
  if (!piece) return true;
  const runs = [...piece.querySelectorAll(":scope > span")];
  if (more.length || /[\n\t]/.test(text) || piece.querySelector("br, img") || !runs.length) return false;
  runs[0].textContent = text;
  for (const run of runs.slice(1)) run.remove();
  return true;
}

/** Return at which place of the paper each field of a part comes first. */
export function placesIn(part) {
  const places = new Map();
  Object.values(part.marks).forEach((print, number) => {
    if (print.field && !places.has(print.field)) places.set(print.field, number);
  });
  return places;
}
