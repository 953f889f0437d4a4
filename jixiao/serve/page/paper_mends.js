// What docx-preview leaves out or draws wrongly is put into words it understands before it draws, or named.
// It knows no rows and cells inside content controls, no w:cr, no-break hyphens, simple fields, ruby, moved text; it
// shows rows that were deleted, and gives the start of a bookmark only.

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STORY = /^word\/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$/;
const TROUBLE = new RegExp(
  "<w:(sdt|hyperlink|customXml|smartTag|cr|noBreakHyphen|softHyphen|fldSimple|ruby|ins|del|moveFrom|moveTo|" +
    'textDirection|tl2br|tr2bl|pict|object|altChunk|framePr)\\b|Chars="|<wp:',
);
const UNDRAWN = {
  pict: "图形",
  object: "嵌入的对象",
  altChunk: "嵌入的文件",
  drawing: "图片或图形",
  txbxContent: "文本框",
  framePr: "图文框",
};

/** Return a DOCX (opened by JSZip) that docx-preview draws whole: `bytes`, notes for after drawing, and what stays
 *  `undrawn`, in words. `stories` are members to be taken instead of the file's own. */
export async function mendPaper(source, stories = {}) {
  const zip = new JSZip();
  const notes = [],
    undrawn = new Set();
  for (const [name, member] of Object.entries(source.files)) {
    if (member.dir) continue;
    if (!STORY.test(name)) zip.file(name, await member.async("uint8array"));
    else {
      const story = stories[name] ?? (await member.async("string"));
      zip.file(name, withEnds(TROUBLE.test(story) ? mendedStory(story, notes, undrawn) : story));
    }
  }
  return {
    bytes: await zip.generateAsync({ type: "arraybuffer", compression: "STORE" }),
    notes,
    undrawn: [...undrawn],
  };
}

/** Return the story with the end of every bookmark of ours as another start, named /_JX… */
function withEnds(story) {
  const names = new Map();
  for (const [, id, name] of story.matchAll(/<w:bookmarkStart w:id="(\d+)" w:name="(_JX[^"]*)"\/>/g))
    names.set(id, name);
  return story.replace(/<w:bookmarkEnd w:id="(\d+)"\/>/g, (end, id) =>
    names.has(id) ? `<w:bookmarkStart w:id="9${id}" w:name="/${names.get(id)}"/>` : end,
  );
}

function mendedStory(text, notes, undrawn) {
  const story = new DOMParser().parseFromString(text, "application/xml");
  const all = (name) => [...story.getElementsByTagNameNS(W, name)];
  for (const row of all("tr")) if (child(child(row, "trPr"), "del")) row.remove();
  for (const name of ["del", "moveFrom"]) for (const one of all(name)) one.remove();
  for (const name of ["ins", "moveTo", "fldSimple", "smartTag", "customXml", "hyperlink"])
    for (const one of all(name)) unwrap(one, one);
  for (const one of all("sdt")) unwrap(one, child(one, "sdtContent"));
  for (const one of all("ruby")) unwrap(one.parentNode, child(one, "rubyBase"));
  for (const one of all("cr")) one.replaceWith(story.createElementNS(W, "w:br"));
  for (const one of all("noBreakHyphen")) one.replaceWith(words(story, "‑"));
  for (const one of all("softHyphen")) one.replaceWith(words(story, "\u00ad"));
  noteLooks(story, all, notes);
  for (const [name, said] of Object.entries(UNDRAWN)) if (all(name).length) undrawn.add(said);
  return new XMLSerializer().serializeToString(story);
}

function child(node, name) {
  return node ? [...node.children].find((one) => one.namespaceURI === W && one.localName === name) : undefined;
}

function unwrap(node, content) {
  const kept = content
    ? [...content.children].filter((one) => !/Pr$/.test(one.localName) || one.localName === "rPr")
    : [];
  node.replaceWith(...kept);
}

function words(story, text) {
  const node = story.createElementNS(W, "w:t");
  node.textContent = text;
  return node;
}

/** Mark cells and paragraphs whose looks docx-preview does not know, by a bookmark that leads to its note. */
function noteLooks(story, all, notes) {
  for (const properties of all("tcPr")) {
    const direction = child(properties, "textDirection")?.getAttributeNS(W, "val");
    const borders = child(properties, "tcBorders");
    const lines = ["tl2br", "tr2bl"].filter((name) => child(borders, name));
    if (direction || lines.length) note(story, child(properties.parentNode, "p"), notes, { direction, lines });
  }
  for (const indent of all("ind")) {
    const value = (name) => indent.getAttributeNS(W, name);
    const [first, left] = [
      ["firstLineChars", "firstLine"],
      ["leftChars", "left"],
    ].map(([chars, length]) => (value(chars) && !value(length) ? Number(value(chars)) / 100 : 0));
    const paragraph = indent.parentNode.parentNode;
    if ((first || left) && paragraph.localName === "p") note(story, paragraph, notes, { first, left });
  }
}

function note(story, paragraph, notes, said) {
  if (!paragraph) return;
  const mark = story.createElementNS(W, "w:bookmarkStart");
  mark.setAttributeNS(W, "w:id", `8${notes.length}`);
  mark.setAttributeNS(W, "w:name", `looks-${notes.length}`);
  const properties = child(paragraph, "pPr");
  paragraph.insertBefore(mark, properties ? properties.nextSibling : paragraph.firstChild);
  notes.push(said);
}

/** Give what docx-preview drew the looks that were noted. */
export function applyLooks(paper, notes) {
  notes.forEach((said, number) => {
    const mark = paper.querySelector(`[id="looks-${number}"]`);
    if (!mark) return;
    if (said.direction || said.lines) cellLooks(mark.closest("td"), said);
    else paragraphLooks(mark.parentElement, said);
    mark.remove();
  });
  for (const style of paper.querySelectorAll("style")) style.textContent = atLeast(style.textContent);
  for (const one of paper.querySelectorAll('[style*="calc(100% +"]'))
    one.setAttribute("style", atLeast(one.getAttribute("style")));
}

// A line of at least so much is as high as its letters where they are higher.
function atLeast(style) {
  return style.replace(/calc\(100% \+ ([\d.]+pt)\)/g, "max(1.3em, $1)");
}

function cellLooks(cell, { direction, lines }) {
  if (direction)
    cell.classList.add(/^(btLr|tbLrV?)$/.test(direction) ? "upward" : /^lr/.test(direction) ? "level" : "upright");
  for (const line of lines) cell.classList.add(line);
}

function paragraphLooks(paragraph, { first, left }) {
  const letters = paragraph.querySelector('span[style*="font-size"]') ?? paragraph;
  if (first) paragraph.style.textIndent = `calc(${first} * ${sizeOf(letters, paragraph)})`;
  if (left) paragraph.style.marginInlineStart = `calc(${left} * ${sizeOf(letters, paragraph)})`;
}

function sizeOf(letters, paragraph) {
  return letters.style.fontSize || paragraph.style.fontSize || "1em";
}
