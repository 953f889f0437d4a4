// A part as a list of its fields: for what no page prints, and for narrow screens.

import { make } from "./dom.js";
import { placesIn } from "./paper.js";

/** Return an element with one line for each field of a part, in the order of the paper. */
export function drawList(part) {
  const order = placesIn(part);
  const fields = Object.values(part.fields).sort((one, other) => (order.get(one.id) ?? 0) - (order.get(other.id) ?? 0));
  const rows = new Map();
  for (const field of fields) {
    const group = field.path.split(".").slice(0, -1).join(" ") || part.title;
    if (!rows.has(group)) rows.set(group, []);
    rows.get(group).push(field);
  }
  return make(
    "div",
    { class: "sheet field-list" },
    [...rows].map(([group, held]) => make("section", {}, make("h2", {}, group), make("dl", {}, held.map(lineOf)))),
  );
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
