// What somebody does at the station, always under a name.
import { byId, setHidden, setText } from "./elements.js";
import { act, ServerProblem } from "./server.js";
import { settings } from "./settings.js";
import { t } from "./texts.js";

const toastFor_ms = 6000;

export class Actions {
  #askName;
  #toastTimer = null;

  /** `askName()` gives a name or null. */
  constructor(askName) {
    this.#askName = askName;
  }

  acknowledge(alarm) {
    return this.#do("/api/v1/alarms/acknowledge", {
      id: alarm.id, priority: alarm.priority, class: alarm.class,
    });
  }

  /** Null pauses the sound of all that stands. */
  pause(alarm) {
    return this.#do("/api/v1/alarms/pause", { id: alarm?.id ?? null });
  }

  /** No seconds end it. */
  standby({ infant, hub }, for_s) {
    return this.#do("/api/v1/standby", { infant, hub, for_s });
  }

  testAlarms() {
    return this.#do("/api/v1/alarm-test", {});
  }

  async #do(path, body) {
    const by = settings.by ?? (await this.#askName());
    if (by === null) return;
    try {
      await act(path, { ...body, by });
    } catch (error) {
      const problem = error instanceof ServerProblem ? error.problem : "";
      this.say(problem ? t("act.refused", { problem }) : t("act.failed"));
    }
  }

  /** A word at the foot of the page that goes by itself. */
  say(text) {
    clearTimeout(this.#toastTimer);
    setText(byId("toast"), text);
    setHidden(byId("toast"), false);
    this.#toastTimer = setTimeout(() => setHidden(byId("toast"), true), toastFor_ms);
  }
}
