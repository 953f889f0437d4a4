// Going from place to place still to be filled in: in the order of the paper, then of the parts.

import { aimOf } from "./cells.js";
import { goTo } from "./desk.js";
import { typingAt } from "./editor.js";
import { placesIn } from "./paper.js";
import { partNow, stateNow } from "./store.js";
import { tell } from "./telling.js";

const last = { part: null, place: -1 }; // where it went last: a button that is pressed has the focus itself

/** Go to the next place still to be filled in, behind the one that has the focus or was gone to last. */
export async function nextOpen() {
  const { findings, parts } = stateNow();
  const open = findings.filter((one) => one.open && one.part);
  if (!open.length) return tell("没有待填的地方了。");
  const here = openIn(open, partNow());
  const at = placeNow();
  const next = here.find((one) => one.place > at);
  if (next) return visit(next);
  const ids = parts.map((one) => one.id);
  const turned = ids.indexOf(partNow().id) + 1;
  for (const id of [...ids.slice(turned), ...ids.slice(0, turned)]) {
    const any = open.find((one) => one.part === id);
    if (!any) continue;
    if (id !== partNow().id) await goTo(any); // its paper tells the order
    return visit(openIn(open, partNow())[0]);
  }
  return visit(here[0]);
}

function openIn(open, part) {
  const places = placesIn(part);
  const marks = Object.keys(part.marks);
  const placeOf = ({ field, marks: own }) => places.get(field) ?? own.map((one) => marks.indexOf(one)).find(isPlace);
  return open
    .filter((one) => one.part === part.id)
    .map((finding) => ({ finding, place: placeOf(finding) ?? Infinity }))
    .sort((one, other) => one.place - other.place);
}

function isPlace(number) {
  return number >= 0;
}

function placeNow() {
  const value = typingAt() ?? document.activeElement?.closest?.(".mark");
  if (value) {
    const { id, mark } = aimOf(value);
    const place = mark ? Object.keys(partNow().marks).indexOf(mark) : placesIn(partNow()).get(id);
    return place ?? last.place;
  }
  return last.part === partNow().id ? last.place : -1;
}

function visit({ finding, place }) {
  Object.assign(last, { part: partNow().id, place });
  return goTo(finding);
}
