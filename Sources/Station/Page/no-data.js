// The plate that covers everything while nothing is heard.
import { openDialog } from "./dialog.js";
import { byId, setAttribute, setHidden, setText } from "./elements.js";
import { clockTime } from "./format.js";
import { t } from "./texts.js";

const hushedFor_ms = 120000;

export class NoDataPlate {
  #plate = byId("no-data");
  #button = byId("no-data-hush");
  #hushedUntil_ms = 0;

  /** `hushed()` when somebody silences it. */
  constructor(hushed) {
    this.#button.addEventListener("click", () => {
      this.#hushedUntil_ms = performance.now() + hushedFor_ms;
      hushed();
    });
  }

  get isHushed() {
    return performance.now() < this.#hushedUntil_ms;
  }

  /** What it is to say if it has to show by itself, without any script. */
  expect(lastSign) {
    this.#part("title", t("no_data.title"));
    this.#part("since", t("no_data.since", { time: clockTime(lastSign) }));
    this.#part("advice", t("no_data.advice"));
    this.#part("why", t("no_data.silent"));
    setText(this.#button, t("no_data.hush"));
    setHidden(this.#button, false);
  }

  /** `lost` as `Heartbeat.lost` has it; a `problem` is what the server said last. */
  show(lost) {
    const wasShown = this.#plate.dataset.shown !== undefined;
    if (lost) {
      this.expect(lost.since);
      this.#part("why", lost.problem ?? t(`no_data.${lost.why}`));
    }
    setAttribute(this.#plate, "data-shown", lost ? "" : null);
    setAttribute(this.#plate, "aria-hidden", lost ? null : "true");
    setAttribute(this.#button, "tabindex", lost ? null : "-1");
    byId("shown").inert = Boolean(lost) || byId("dialogs").childElementCount > 0;
    if (lost && !wasShown) {
      const words = [t("no_data.title"), t("no_data.since", { time: clockTime(lost.since) }),
        t("no_data.advice")];
      setText(byId("said-loud"), words.join(" "));
      if (openDialog() === null) this.#button.focus();
    }
    if (!lost) this.#hushedUntil_ms = 0;
  }

  #part(name, text) {
    setText(this.#plate.querySelector(`.no-data-${name}`), text);
  }
}
