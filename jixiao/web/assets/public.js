"use strict";
// A figure that is clicked says how it came about. Without this script it leads to its row of the table.
(() => {
  const table = document.getElementById("figure-table");
  const titles = [...table.tHead.rows[0].cells].map(head => head.querySelector("button")?.textContent ?? head.textContent);
  const VALUE = 2;
  const UNIT = 3;
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "figure-name");
  document.body.append(dialog);

  function element(name, content, id) {
    const made = document.createElement(name);
    made.append(...content);
    if (id) made.id = id;
    return made;
  }

  const copied = cell => [...cell.cloneNode(true).childNodes];

  function told(row) {
    const cells = [...row.cells];
    const list = document.createElement("dl");
    cells.forEach((cell, number) => {
      if (number < VALUE || number === UNIT || !cell.textContent.trim()) return;
      const content = number === VALUE ? [`${cell.textContent}${cells[UNIT].textContent}`] : copied(cell);
      list.append(element("dt", [titles[number]]), element("dd", content));
    });
    return [element("h2", [cells[1].textContent], "figure-name"), list];
  }

  function show(row) {
    const close = element("button", ["关闭"]);
    close.type = "button";
    close.addEventListener("click", () => dialog.close());
    dialog.replaceChildren(...told(row), close);
    if (!dialog.open) dialog.showModal();
    close.focus();
  }

  // A form with joined cells cannot be sorted; its numbers can, in the list.
  function showList(words) {
    const field = table.previousElementSibling.querySelector("input");
    field.value = words;
    field.dispatchEvent(new Event("input"));
    document.getElementById("figures").scrollIntoView();
    field.focus({ preventScroll: true });
  }

  document.addEventListener("click", event => {
    const list = event.target.closest("a.to-list");
    if (list && table.previousElementSibling) {
      event.preventDefault();
      showList(list.dataset.words);
    }
    const link = event.target.closest("a[href^='#f']");
    const row = link && document.getElementById(link.hash.slice(1));
    if (event.target === dialog) dialog.close();
    if (row?.closest("table") !== table || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(row);
  });
})();
