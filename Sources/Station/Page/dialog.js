// Plates over the page. They lie below the "no data" plate, which covers everything.
import { byId, element, setHidden } from "./elements.js";

let open = null;

export function openDialog() {
  return open;
}

/** Shows `content` and resolves with what `close(value)` was given; one dialog at a time. */
export function showDialog({ name, title, content }) {
  closeDialog(null);
  const back = document.activeElement;
  return new Promise((resolve) => {
    const heading = element("h2", { id: "dialog-title", tabindex: "-1" }, title);
    const plate = element("div",
      { class: `dialog dialog-${name}`, role: "dialog", "aria-modal": "true", "aria-labelledby": "dialog-title" },
      heading, content);
    byId("dialogs").replaceChildren(plate);
    setHidden(byId("veil"), false);
    byId("shown").inert = true;
    open = {
      name,
      plate,
      close(value) {
        open = null;
        byId("dialogs").replaceChildren();
        setHidden(byId("veil"), true);
        byId("shown").inert = false;
        if (back?.isConnected) back.focus({ preventScroll: true });
        resolve(value);
      },
    };
    (plate.querySelector("[data-focus]") ?? heading).focus();
  });
}

export function closeDialog(value) {
  open?.close(value);
}

export function button(text, act, attributes = {}) {
  const node = element("button", { type: "button", ...attributes }, text);
  node.addEventListener("click", act);
  return node;
}

/**
 * A question with one line to type; null where it was not answered. A `rule` has a `pattern` and
 * the `text` that is shown where it is broken.
 */
export function askLine({ name, title, label, value, save, rule, secret, more }) {
  const field = element("input", {
    id: "dialog-field", type: secret ? "password" : "text", autocomplete: "off", maxlength: 512,
    spellcheck: "false", "data-focus": "", value: value ?? "", "aria-describedby": "dialog-rule",
  });
  const broken = element("p", { id: "dialog-rule", role: "alert" });
  const form = element("form", { novalidate: "" },
    element("label", { for: "dialog-field" }, label),
    field,
    broken,
    element("div", { class: "dialog-buttons" },
      element("button", { class: "main", type: "submit" }, save.text),
      ...(more ?? [])));
  const pattern = new RegExp(`^${rule?.pattern ?? ".+"}$`);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (pattern.test(text)) {
      closeDialog(text);
    } else {
      broken.textContent = rule?.text ?? "";
      field.focus();
    }
  });
  const shown = showDialog({ name, title, content: form });
  field.select();
  return shown;
}

byId("veil").addEventListener("click", () => closeDialog(null));
