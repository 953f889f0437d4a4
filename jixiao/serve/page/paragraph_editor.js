// A paragraph of the report: its words can be typed, the figures in it are fixed chips that are inserted by name.

import { button, make } from "./dom.js";
import { openNames } from "./names_dialog.js";
import { save } from "./saving.js";
import { findingsAt } from "./store.js";

let open = null;

/** Open the editor of a paragraph below its line on the paper. */
export function openParagraph(line, paragraph) {
  closeParagraph(true);
  const box = make(
    "div",
    {
      class: "writing",
      contenteditable: "true",
      role: "textbox",
      "aria-multiline": "true",
      spellcheck: "false",
      "aria-label": `报告 ${paragraph.position ?? ""}`,
      "aria-describedby": "writing-hint",
    },
    paragraph.pieces.map(chipOrText),
  );
  const insert = button("插入数字（Ctrl+I）", () => insertName(), { tabindex: "-1" });
  const frame = make(
    "div",
    { class: "paragraph-editor" },
    box,
    make(
      "p",
      { class: "buttons" },
      insert,
      button("保存", () => closeParagraph(true), { class: "main", tabindex: "-1" }),
      button("放弃", () => closeParagraph(false), { tabindex: "-1" }),
    ),
    hint(paragraph),
  );
  open = { line, paragraph, box, frame, busy: false };
  line.after(frame);
  line.classList.add("editing");
  listen(box, frame);
  box.focus();
}

/** Take the editor off a paper that is about to be drawn anew; return what puts it below the line that `find` gives. */
export function liftParagraph() {
  if (!open) return null;
  const { paragraph, box, frame } = open;
  open.busy = true;
  frame.remove();
  return (find) => {
    const line = find(paragraph.id);
    Object.assign(open, { line, busy: false });
    line.classList.add("editing");
    line.after(frame);
    box.focus();
  };
}

/** Close it; what was written is saved where `keep`. */
export function closeParagraph(keep) {
  if (!open) return;
  const { line, paragraph, box, frame } = open;
  open = null;
  const text = writtenIn(box);
  frame.remove();
  line.classList.remove("editing");
  line.querySelector(".edit-line")?.focus();
  if (keep && text !== paragraph.source) {
    save([{ field: paragraph.id, hash: paragraph.hash, base: paragraph.source, text }]);
  }
}

function hint(paragraph) {
  const wrong = findingsAt(paragraph.id, paragraph.id).filter((one) => !one.open);
  return make(
    "div",
    { class: "hint", id: "writing-hint" },
    make("p", {}, "回车另起一段；Ctrl+回车保存；Esc 放弃。灰色的数字来自数据，可以删去、可以插入，不能在这里改。"),
    wrong.map((one) => make("p", { class: `finding ${one.severity}` }, `${one.severity}：${one.found}`)),
  );
}

function chipOrText(piece) {
  if (piece.text !== undefined) return piece.text;
  return piece.code !== undefined ? codeChip(piece.code) : figureChip(piece);
}

function figureChip({ path, tag, shown }) {
  return make("span", { class: "chip", contenteditable: "false", data: { tag }, title: path }, shown || path);
}

function codeChip(code) {
  return make(
    "span",
    { class: "chip code", contenteditable: "false", data: { tag: code }, title: code },
    code.startsWith("{#") ? "注" : "条件",
  );
}

/** Return the Markdown of what stands in the box: its words, and the references behind its chips. */
export function writtenIn(box) {
  let text = "";
  for (const node of box.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    else if (node.dataset?.tag !== undefined) text += node.dataset.tag;
    else if (node.nodeName === "BR")
      text += node.nextSibling ? "\n" : ""; // the last one only holds the line open
    else if (node.nodeName === "DIV" || node.nodeName === "P") text += `${text ? "\n" : ""}${writtenIn(node)}`;
    else if (node.nodeType === Node.ELEMENT_NODE) text += writtenIn(node);
  }
  return text.replaceAll("\u00a0", " ");
}

function listen(box, frame) {
  box.addEventListener("keydown", onKey);
  box.addEventListener("paste", (event) => {
    event.preventDefault();
    insertText(
      event.clipboardData
        .getData("text/plain")
        .trim()
        .replace(/\s*\r?\n\s*/g, "\n\n"),
    );
  });
  box.addEventListener("drop", (event) => event.preventDefault());
  box.addEventListener("beforeinput", (event) => {
    if (/^format/.test(event.inputType)) event.preventDefault();
    if (/^insert(Paragraph|LineBreak)$/.test(event.inputType)) {
      event.preventDefault();
      insertText("\n\n");
    }
  });
  frame.addEventListener("focusout", (event) => {
    if (open && !open.busy && !frame.contains(event.relatedTarget)) closeParagraph(true);
  });
}

function onKey(event) {
  event.stopPropagation();
  if (event.isComposing) return;
  if (event.key === "Escape" || (event.key === "Enter" && event.ctrlKey)) {
    event.preventDefault();
    closeParagraph(event.key === "Enter");
  } else if (event.key.toLowerCase() === "i" && event.ctrlKey) {
    event.preventDefault();
    insertName();
  }
}

function insertText(text) {
  document.execCommand("insertText", false, text);
}

/** Let the person look for a figure by name; its chip is put where the caret was. */
function insertName() {
  const selection = getSelection();
  const range =
    selection.rangeCount && open.box.contains(selection.anchorNode) ? selection.getRangeAt(0).cloneRange() : null;
  open.busy = true;
  openNames(
    (name) => {
      const chip = figureChip({ path: name.path, tag: name.tag ?? `{{ ${name.path} }}`, shown: name.shown });
      if (range) {
        range.deleteContents();
        range.insertNode(chip);
      } else open.box.append(chip);
      selection.setBaseAndExtent(
        chip.parentNode,
        [...chip.parentNode.childNodes].indexOf(chip) + 1,
        chip.parentNode,
        [...chip.parentNode.childNodes].indexOf(chip) + 1,
      );
    },
    () => {
      if (!open) return;
      open.busy = false;
      open.box.focus();
    },
  );
}
