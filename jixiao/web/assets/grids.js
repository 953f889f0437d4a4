"use strict";
// Sorting and filtering for pages with tables. Without this script the page still says everything.
(() => {
  const ORDERS = { ascending: "由小到大", descending: "由大到小" };
  const NEXT = { none: "ascending", ascending: "descending", descending: "none" };
  const FEW_ROWS = 5;
  const collator = new Intl.Collator("zh-CN", { numeric: true });

  const folded = text => text.normalize("NFKC").toLowerCase();

  function enhance(table) {
    const body = table.tBodies[0];
    const state = { table, body, rows: [...body.rows], heads: [...table.tHead.rows[0].cells], filter: null, status: null };
    state.texts = state.rows.map(row => folded(row.textContent));
    state.heads.forEach((head, column) => addSort(state, head, column));
    if (state.rows.length >= FEW_ROWS) addFilter(state);
  }

  function addSort(state, head, column) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.title = "点击排序，再点反序，第三次恢复原序";
    button.addEventListener("click", () => sort(state, head, column));
    // Where a table goes on over pages, Chromium does not print the words of a button again.
    const printed = document.createElement("span");
    printed.className = "printed";
    printed.ariaHidden = "true";
    printed.textContent = head.textContent;
    head.replaceChildren(button, printed);
    head.setAttribute("aria-sort", "none");
  }

  function sort(state, head, column) {
    const order = NEXT[head.getAttribute("aria-sort")];
    state.heads.forEach(other => other.setAttribute("aria-sort", "none"));
    head.setAttribute("aria-sort", order);
    const sorted = [...state.rows];
    if (order !== "none") sorted.sort(comparison(column, head.dataset.kind, order === "ascending" ? 1 : -1));
    state.body.append(...sorted);
    report(state);
  }

  function comparison(column, kind, sign) {
    const text = row => row.cells[column].textContent;
    if (kind !== "number") return (one, other) => sign * collator.compare(text(one), text(other));
    const value = row => parseFloat(row.cells[column].dataset.value);
    return (one, other) => {
      const [a, b] = [value(one), value(other)];
      return Number.isNaN(a) || Number.isNaN(b) ? Number.isNaN(a) - Number.isNaN(b) : sign * (a - b);
    };
  }

  function addFilter(state) {
    const label = document.createElement("label");
    state.filter = document.createElement("input");
    state.filter.type = "search";
    state.filter.placeholder = "输入要找的字，可用空格隔开";
    state.filter.addEventListener("input", () => filter(state));
    label.append("筛选 ", state.filter);
    state.status = document.createElement("output");
    const tools = document.createElement("div");
    tools.className = "tools";
    tools.append(label, state.status);
    state.table.before(tools);
    report(state);
  }

  function filter(state) {
    const wanted = folded(state.filter.value).split(/\s+/).filter(Boolean);
    state.rows.forEach((row, number) => {
      row.hidden = !wanted.every(word => state.texts[number].includes(word));
    });
    report(state);
  }

  function report(state) {
    if (!state.status) return;
    const shown = state.rows.filter(row => !row.hidden).length;
    const count = shown === state.rows.length ? `共 ${shown} 行` : `显示 ${shown} 行，共 ${state.rows.length} 行`;
    const head = state.heads.find(one => one.getAttribute("aria-sort") !== "none");
    const order = head ? `，按“${head.firstChild.textContent}”${ORDERS[head.getAttribute("aria-sort")]}` : "";
    state.status.textContent = count + order;
  }

  document.querySelectorAll("table.grid").forEach(enhance);
})();
