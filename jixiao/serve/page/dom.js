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

/** Return children without those that a condition left out; lists among them may be nested. */
function shown(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}
