// A part as a list of its fields: for what no page prints, and for narrow screens.

import { make } from "./dom.js";
import { placeFor } from "./long_tables.js";
import { placesIn } from "./paper.js";
import { fieldOf, stateNow } from "./store.js";

const LONG = 300,
  PIECE = 60;
const LINE = 34; // pixels, until a piece is drawn

/** Return an element with one line for each field of a part, in the order of the paper; of a long part only what is
 *  near the window. */
export function drawList(part) {
  const order = placesIn(part);
  const fields = Object.values(part.fields).sort((one, other) => (order.get(one.id) ?? 0) - (order.get(other.id) ?? 0));
  const groups = new Map();
  for (const field of fields) {
    const named = field.path.slice(0, -field.key.length);
    if (!groups.has(named)) groups.set(named, { words: nameOf(field, part), ids: [] });
    groups.get(named).ids.push(field.id);
  }
  const sections = [...groups.values()];
  const drawn = fields.length < LONG ? sections.map(sectionOf) : make("div", { class: "pieces" }, inPieces(sections));
  return make("div", { class: "sheet field-list" }, drawn);
}

/** Return what a field stands in: lists by the names of their rows, projects by theirs. */
function nameOf(field, part) {
  const { projects } = stateNow();
  const steps = field.group.map((step) => projects.find((one) => one.id === step)?.name ?? step);
  return steps.join(" ") || part.title;
}

function inPieces(sections) {
  const pieces = [[]];
  for (const one of sections) {
    if (pieces.at(-1).reduce((sum, { ids }) => sum + ids.length, 0) >= PIECE) pieces.push([]);
    pieces.at(-1).push(one);
  }
  return pieces.map((held) => {
    const ids = new Set(held.flatMap((one) => one.ids));
    const draw = async () => make("div", {}, held.map(sectionOf));
    return Object.assign(placeFor(ids.size, (id) => ids.has(id), draw), { each: LINE });
  });
}

function sectionOf({ words, ids }) {
  return make("section", {}, make("h2", {}, words), make("dl", {}, ids.map(fieldOf).map(lineOf)));
}

function lineOf(field) {
  const value = make("span", { class: "mark", data: { field: field.id } }, field.text || "");
  return make(
    "div",
    { class: "line" },
    make("dt", {}, field.label),
    make("dd", {}, value, field.unit && make("small", {}, field.unit)),
  );
}
