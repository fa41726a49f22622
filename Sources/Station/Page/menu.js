// The menu: language, colours, keys, the tests of sound and of the alarms.
import { marks } from "./alarm-words.js";
import { button, closeDialog, showDialog } from "./dialog.js";
import { element } from "./elements.js";
import { clockTime } from "./format.js";
import { applyColours, settings } from "./settings.js";
import { contactSign } from "./signs.js";
import { language, languageNames, t } from "./texts.js";

const colours = ["auto", "day", "night", "contrast"];
export const keyNames = {
  alarms: "A", pause: "P", beds: "B", check: "T", menu: "M", contrast: "C", escape: "Esc",
};

/** `use` holds what the menu sets off: `setLanguage`, `checkSound`, `testAlarms`, `mayAct`. */
export function showMenu(use) {
  const languages = chooser("menu.language", Object.entries(languageNames), language(),
    (code) => use.setLanguage(code));
  const names = colours.map((name) => [name, t(`colours.${name}`)]);
  const dress = chooser("menu.colours", names, settings.colours, (name) => {
    settings.colours = name;
    applyColours();
  });
  const tests = element("div", { class: "menu-tests" },
    button(t("sound.check"), () => use.checkSound(), { "data-focus": "" }));
  if (use.mayAct) tests.append(button(t("act.alarm_test"), () => {
    closeDialog(null);
    use.testAlarms();
  }));
  return showDialog({
    name: "menu",
    title: t("menu.title"),
    content: element("div", { class: "menu" },
      tests, languages, dress, keyList(), signList(),
      button(t("close"), () => closeDialog(null), { class: "main" })),
  });
}

function chooser(key, choices, chosen, choose) {
  const group = element("fieldset", { class: "chooser" }, element("legend", {}, t(key)));
  for (const [value, text] of choices) {
    const choice = element("input", { type: "radio", name: key, value, id: `${key}-${value}` });
    choice.checked = value === chosen;
    choice.addEventListener("change", () => choose(value));
    group.append(element("label", { for: choice.id, lang: key === "menu.language" ? value : null }, choice, text));
  }
  return group;
}

function keyList() {
  const use = element("input", { type: "checkbox", id: "keys-use" });
  use.checked = settings.keys;
  use.addEventListener("change", () => {
    settings.keys = use.checked;
  });
  const list = element("dl", { class: "key-list" });
  for (const [name, key] of Object.entries(keyNames)) {
    list.append(element("div", {},
      element("dt", {}, element("kbd", {}, key)), element("dd", {}, t(`keys.${name}`))));
  }
  return element("fieldset", {}, element("legend", {}, t("menu.keys")),
    list, element("label", { for: "keys-use" }, use, t("menu.keys.use")));
}

function signList() {
  const list = element("ul", { class: "sign-list" });
  for (const contact of ["contact", "no-contact", "unobserved"]) {
    list.append(element("li", {}, contactSign(contact), t(`contact.${contact}`)));
  }
  for (const [priority, mark] of Object.entries(marks)) {
    list.append(element("li", {},
      element("span", { class: "mark", "data-priority": priority }, mark), t(`priority.${priority}`)));
  }
  return element("fieldset", {}, element("legend", {}, t("menu.signs")), list);
}

/** Plays, listens whether it went out, and asks whether it was heard. */
export async function checkSound(sound) {
  const words = element("p", { "aria-live": "polite" }, t("sound.check.running"));
  const buttons = element("div", { class: "dialog-buttons" });
  const content = element("div", {}, words, buttons);
  const shown = showDialog({ name: "sound", title: t("sound.check"), content });
  const again = button(t("sound.check"), () => checkSound(sound), { class: "main" });
  const close = button(t("close"), () => closeDialog(null));
  buttons.append(close);
  const hasPlayed = await sound.check();
  words.textContent = t(hasPlayed ? "sound.check.played" : "sound.check.silent");
  content.dataset.played = String(hasPlayed);
  if (!hasPlayed) {
    buttons.replaceChildren(again, close);
    again.focus();
    return shown;
  }
  const yes = button(t("sound.check.yes"), () => {
    words.textContent = t("sound.check.heard", { time: clockTime(new Date()) });
    buttons.replaceChildren(close);
    close.focus();
  }, { class: "main" });
  const no = button(t("sound.check.no"), () => {
    words.textContent = t("sound.check.unheard");
    buttons.replaceChildren(again, close);
    again.focus();
  });
  buttons.replaceChildren(yes, no);
  yes.focus();
  return shown;
}
