// Single keys that save a tired nurse a walk with the mouse.
import { closeDialog, openDialog } from "./dialog.js";
import { keyNames } from "./menu.js";
import { settings } from "./settings.js";

/** `use` has a function for each name in `keyNames`, and `move(arrow)` for the beds. */
export function listenToKeys(use) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") {
      closeDialog(null);
      return;
    }
    if (openDialog() || event.target.matches("input, select, textarea")) return;
    if (event.key.startsWith("Arrow")) {
      if (use.move(event.key)) event.preventDefault();
      return;
    }
    if (!settings.keys) return;
    const name = Object.keys(keyNames).find((one) => keyNames[one] === event.key.toUpperCase());
    if (!name) return;
    event.preventDefault();
    use[name]();
  });
}
