// The list of alarms: what nobody has answered first, the loudest on top.
import { alarmPlace, alarmSign, alarmText, marks } from "./alarm-words.js";
import { byId, element, keep, setAttribute, setHidden, setText } from "./elements.js";
import { duration, hourMinute, minutesLeft } from "./format.js";
import { t } from "./texts.js";

/** So long after it moved, a row does not answer to a touch: nobody saw it come. */
const settled_ms = 700;

export class AlarmList {
  #list = byId("alarm-list");
  /** As they stood at the last look. */
  #rows = [];
  #answer;

  /** `answer.acknowledge(alarm)` and `answer.pause(alarm)`. */
  constructor(answer) {
    this.#answer = answer;
  }

  /** `age_s` is how old the snapshot is: durations go on between two of them. */
  show(alarms, { age_s, mayAct, hubs }) {
    const open = alarms.filter((alarm) => alarm.response === null).length;
    setText(byId("alarms-title"), t("alarms.title"));
    setAttribute(byId("alarms-title"), "data-count",
      alarms.length === 0 ? null : t("alarms.count", { open, answered: alarms.length - open }));
    setHidden(byId("no-alarm"), alarms.length > 0);
    setText(byId("no-alarm").querySelector(".word"), t("alarms.none"));
    const lostFocus = keep(this.#list, alarms, (alarm) => alarm.id,
      () => this.#create(), (node, alarm) => {
        this.#update(node, alarm, age_s);
        AlarmList.#offer(node, alarm, mayAct);
        const more = AlarmList.#more(alarm, age_s);
        // Two gateways may both have a bed 3.
        if (hubs.length > 1 && alarmPlace(alarm) !== alarm.hub) more.push(alarm.hub);
        AlarmList.#showMore(node.querySelector(".alarm-more"), more);
      });
    // Not to the next button: who presses twice would answer what he has not read.
    if (lostFocus) byId("alarms-title").focus();
    this.#noteMoves();
  }

  /** Puts the focus on what is most urgent. */
  focusFirst() {
    const button = this.#list.querySelector("li:not([data-response]) .alarm-acts:not([hidden]) .acknowledge");
    (button ?? byId("alarms-title")).focus();
  }

  /** A row that has just slid under a finger is not the one that the finger was meant for. */
  static #isMeant(node, event) {
    // A key presses what has the focus, wherever that has moved; its clicks have no detail.
    return event.detail === 0 || performance.now() - (node.movedAt_ms ?? -Infinity) > settled_ms;
  }

  #noteMoves() {
    const rows = [...this.#list.children];
    rows.forEach((node, place) => {
      const before = this.#rows[place];
      // Where nothing was, no finger was meant for anything else.
      if (before !== undefined && before !== node) node.movedAt_ms = performance.now();
    });
    this.#rows = rows;
  }

  #create() {
    const node = element("li", { class: "alarm" },
      element("div", { class: "alarm-mark" },
        element("span", { class: "mark", "aria-hidden": "true" }),
        element("span", { class: "priority" })),
      element("div", { class: "alarm-words" },
        element("p", { class: "alarm-place" }),
        element("p", { class: "alarm-text" }),
        element("p", { class: "alarm-more" }),
        element("p", { class: "alarm-response" })),
      element("div", { class: "alarm-acts" },
        element("button", { class: "acknowledge", type: "button" }),
        element("button", { class: "pause", type: "button" })));
    node.querySelector(".acknowledge").addEventListener("click", (event) => {
      if (AlarmList.#isMeant(node, event)) this.#answer.acknowledge(node.alarm);
    });
    node.querySelector(".pause").addEventListener("click", (event) => {
      if (AlarmList.#isMeant(node, event)) this.#answer.pause(node.alarm);
    });
    // A key that is held presses again and again.
    node.addEventListener("keydown", (event) => {
      if (event.repeat && (event.key === "Enter" || event.key === " ")) event.preventDefault();
    });
    return node;
  }

  #update(node, alarm, age_s) {
    node.alarm = alarm;
    const part = (name) => node.querySelector(`.${name}`);
    const words = { place: alarmPlace(alarm), text: alarmText(alarm) };
    setAttribute(node, "data-priority", alarm.priority);
    setAttribute(node, "data-response", alarm.response);
    setAttribute(node, "data-kind", alarm.kind);
    setText(part("mark"), marks[alarm.priority]);
    setText(part("priority"), t(`priority.${alarm.priority}`));
    setText(part("alarm-place"), words.place);
    setText(part("alarm-text"), words.text);
    setText(part("alarm-response"), alarm.response === null ? "" : responseText(alarm, age_s));
    setText(part("acknowledge"), t("act.acknowledge"));
    setAttribute(part("acknowledge"), "aria-label", t("act.acknowledge.of", words));
    setText(part("pause"), t("act.pause"));
    setAttribute(part("pause"), "aria-label", t("act.pause.of", words));
  }

  /** Only what can be done now has a button. */
  static #offer(node, alarm, mayAct) {
    const part = (name) => node.querySelector(`.${name}`);
    setHidden(part("alarm-acts"), !mayAct || alarm.response === "acknowledged");
    setHidden(part("pause"), alarm.response === "paused");
  }

  /** Each bit stays in one line. */
  static #showMore(node, bits) {
    const text = bits.join(" · ");
    if (node.textContent === text) return;
    node.replaceChildren(...bits.flatMap((bit, index) =>
      [index === 0 ? "" : " · ", element("span", {}, bit)]));
  }

  static #more(alarm, age_s) {
    const more = [t("alarm.for", { duration: duration(alarm.for_s + age_s) })];
    if (alarm.since !== null) {
      more.push(t("alarm.since", { time: hourMinute(new Date(alarm.since)) }));
    }
    if (alarm.infant !== null && alarm.infant !== alarmSign(alarm)) more.push(alarm.infant);
    if (alarm.is_flapping) more.push(t("alarm.flapping"));
    if (alarm.is_latched) more.push(t("alarm.latched"));
    if (alarm.kind === "technical") more.push(t("alarm.technical"));
    return more;
  }
}

/** `Acknowledged by nurse-3, 12 min left` */
export function responseText(alarm, age_s) {
  const by = alarm.by ?? t("alarm.somebody");
  if (alarm.remaining_s === null) return t(`alarm.${alarm.response}.open`, { by });
  const minutes = minutesLeft(alarm.remaining_s - age_s);
  return t(`alarm.${alarm.response}`, { by, minutes });
}
