// Tells readers of the screen about alarms: what is new, what is worse, what is over.
import { alarmPlace, alarmText, isLouder } from "./alarm-words.js";
import { byId } from "./elements.js";
import { t } from "./texts.js";

export class Announcer {
  #known = new Map();

  take(alarms) {
    const loud = [];
    const quiet = [];
    const now = new Map(alarms.map((alarm) => [alarm.id, alarm]));
    for (const alarm of alarms) {
      const before = this.#known.get(alarm.id);
      const isNew = !before || isLouder(alarm.priority, before.priority);
      const ringsAgain = before?.response && alarm.response === null;
      if (alarm.response === null && (isNew || ringsAgain)) {
        (alarm.priority === "low" ? quiet : loud).push(said("alarm.said", alarm));
      }
    }
    for (const [id, alarm] of this.#known) {
      if (!now.has(id)) quiet.push(said("alarm.over", alarm));
    }
    this.#known = now;
    if (loud.length > 0) say(byId("said-loud"), loud.join(" "));
    if (quiet.length > 0) say(byId("said"), quiet.join(" "));
  }
}

/** The same words a second time are told only where something differs. */
function say(node, text) {
  node.textContent = node.textContent === text ? `${text}\u00a0` : text;
}

function said(key, alarm) {
  return t(key, {
    priority: t(`priority.${alarm.priority}`),
    place: alarmPlace(alarm),
    text: alarmText(alarm),
  });
}
