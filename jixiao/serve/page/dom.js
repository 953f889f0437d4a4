// Elements made from data: text goes in as text, never as markup.

/** Return a new element; `settings` are attributes, but `on` (listeners by event) and `data` (data attributes). */
export function make(tag, settings = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(settings)) {
    if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, String(value));
  }
  node.append(...shown(children));
  return node;
}

/** Return a button with words on it. */
export function button(words, action, settings = {}) {
  return make("button", { type: "button", ...settings, on: { click: action, ...settings.on } }, words);
}

/** Return a list element with one item for each of `items`. */
export function listed(items, settings = {}, ordered = false) {
  return make(
    ordered ? "ol" : "ul",
    settings,
    items.map((item) => make("li", {}, item)),
  );
}

/** Return the element of the page with this id. */
export function byId(id) {
  return document.getElementById(id);
}

/** Replace all that stands in an element. */
export function fill(node, ...children) {
  node.replaceChildren(...shown(children));
}

/** Replace all that stands in an element; the focus, where it is in it, goes to what took the place of what had it. */
export function refill(node, ...children) {
  const back = node.contains(document.activeElement) ? wayBack(document.activeElement, node) : null;
  fill(node, ...children);
  back?.();
}

const FOCUSABLE = "a[href], button:not([disabled]), summary, input, textarea, select, [tabindex]";

/** Return what gives the focus back to an element, or to what stands for it within `root` by then. */
export function wayBack(element, root) {
  const named = (one) => (one?.getAttribute("aria-label") ?? one?.textContent ?? "").split("…")[0];
  const all = () => [...root.querySelectorAll(FOCUSABLE)];
  const [name, number] = [named(element), all().indexOf(element)];
  return () => {
    const now = all();
    const alike = named(now[number]) === name ? now[number] : now.find((one) => named(one) === name);
    const next = element.isConnected ? element : (alike ?? now[Math.min(number, now.length - 1)] ?? root);
    next.focus();
  };
}

/** Return children without those that a condition left out; lists among them may be nested. */
function shown(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}
