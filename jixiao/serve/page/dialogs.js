// Dialogs: a heading, what is in it, and buttons; Esc closes, the focus goes back to where it was.

import { button, make, wayBack } from "./dom.js";

let number = 0;

/** Open a dialog and return it with its body; `buttons` are made by the caller and stand below. */
export function openDialog(title, body, buttons = []) {
  number += 1;
  const before = document.activeElement;
  const back = wayBack(before, before.closest("header, nav, main, aside, dialog") ?? document.body);
  const close = button("关闭", () => dialog.close(), { class: "close" });
  const dialog = make(
    "dialog",
    { "aria-labelledby": `dialog-${number}` },
    make("h2", { id: `dialog-${number}` }, title),
    body,
    make("p", { class: "buttons" }, buttons, close),
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    back();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Return a labelled control for a form of a dialog. */
export function labelled(words, control, help = "") {
  return make("label", { class: "labelled" }, make("span", {}, words), control, help && make("small", {}, help));
}

/** Ask for a few words; `fields` are [name, label, control]. `done` gets their values by name and says when to stay. */
export function askFor(title, intro, fields, act, words = "写入") {
  const problem = make("p", { class: "problem", role: "alert" });
  const form = make(
    "form",
    { method: "dialog" },
    intro,
    fields.map(([, label, control, help]) => labelled(label, control, help)),
    problem,
  );
  const submit = button(
    words,
    async () => {
      submit.disabled = true;
      try {
        await act(Object.fromEntries(fields.map(([name, , control]) => [name, control.value.trim()])));
        dialog.close();
      } catch (error) {
        problem.textContent = error.message;
      } finally {
        submit.disabled = false;
      }
    },
    { class: "main" },
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit.click();
  });
  const dialog = openDialog(title, form, [submit]);
  fields[0]?.[2].focus();
  return dialog;
}
