// What is said to the person: in the line at the foot, aloud to screen readers, and as a warning.

import { byId } from "./dom.js";

const SHOWN = 10000; // milliseconds: long enough to be read, short enough not to hide what lies below
let fading = 0;

/** Say that something was done; screen readers read it when they are free. */
export function tell(words) {
  byId("alarm").textContent = "";
  byId("status").textContent = words;
  clearTimeout(fading);
  fading = setTimeout(() => (byId("status").textContent = ""), SHOWN);
}

/** Say something before what was said last, which may have been said a moment ago. */
export function tellFirst(words) {
  const last = byId("alarm").textContent || byId("status").textContent;
  const say = byId("alarm").textContent ? warn : tell;
  say([words, last].filter(Boolean).join("；"));
}

/** Say that something was not done; screen readers read it at once. */
export function warn(words) {
  byId("status").textContent = "";
  byId("alarm").textContent = words;
}

/** Run something and say what went wrong with it. */
export async function guarded(work) {
  try {
    return await work();
  } catch (error) {
    warn(error.message || String(error));
    return null;
  }
}
