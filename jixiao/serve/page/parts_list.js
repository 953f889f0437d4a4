// The list of parts and projects, with the number of open places and findings of each.

import { byId, refill, make } from "./dom.js";

/** Write the list anew. */
export function showParts(state, here) {
  refill(
    byId("parts"),
    make(
      "ul",
      {},
      state.parts.map((part) => make("li", {}, entry(part, part.id === here))),
    ),
    state.failure && make("p", { class: "problem", role: "alert" }, state.failure),
  );
}

function entry(part, current) {
  const counts = [
    part.open > 0 && make("span", { class: "badge open" }, `待填 ${part.open}`),
    part.findings > 0 && make("span", { class: "badge wrong" }, `问题 ${part.findings}`),
  ];
  const title = part.title && part.title !== part.label ? ` ${part.title}` : "";
  return make(
    "a",
    { href: `#${encodeURIComponent(part.id)}`, "aria-current": current ? "page" : null },
    make("b", {}, part.label),
    title,
    " ",
    counts,
  );
}
