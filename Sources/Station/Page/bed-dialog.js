// One bed in full: the large curves, the account of today, its alarms, standby.
import { alarmText, marks } from "./alarm-words.js";
import { responseText } from "./alarms.js";
import { button, closeDialog, openDialog, showDialog } from "./dialog.js";
import { element, setText } from "./elements.js";
import { minutesLeft, perCent } from "./format.js";
import { createHoursBar, goalMarks, goalText, hoursTable, hoursText, updateHoursBar } from "./hours.js";
import { temperaturePlot } from "./plot.js";
import { contactSign } from "./signs.js";
import { t } from "./texts.js";

const standbyChoices_min = [15, 30, 60];

export class BedDialog {
  #actions;
  #plots;
  #shown = null;

  constructor(plots, actions) {
    this.#plots = plots;
    this.#actions = actions;
  }

  /** `state` is what the page shows: `{ snapshot, age_s, mayAct }`. */
  open(bed, state) {
    const content = element("div", { class: "bed-page" });
    this.#shown = { infant: bed.infant, hub: bed.hub, content };
    showDialog({ name: "bed", title: `${t("bed", { bed: bed.bed })} · ${bed.infant}`, content });
    this.#fill(bed, state);
    content.querySelector(".bed-close").focus();
  }

  /** A new snapshot or a new curve: everything but the buttons is made anew. */
  show(state) {
    if (openDialog()?.name !== "bed") return;
    const { infant, hub } = this.#shown;
    const bed = state.snapshot.beds.find((one) => one.infant === infant && one.hub === hub);
    if (!bed) closeDialog(null);
    else this.#fill(bed, state);
  }

  #fill(bed, { snapshot, age_s, mayAct }) {
    const { content } = this.#shown;
    const bar = createHoursBar();
    updateHoursBar(bar, bed.today, snapshot.goal_s);
    const goal = `${goalMarks[bed.goal] ?? "?"} ${goalText(bed.goal)}`;
    const facts = element("div", { class: "bed-facts" },
      element("div", { class: "bed-now" },
        contactSign(bed.contact),
        element("div", {},
          element("p", { class: "bed-state" }, t(`contact.${bed.contact}`)),
          element("p", {}, BedDialog.#more(bed)))),
      element("p", { class: "hours-text" }, hoursText(bed.today, snapshot.goal_s)),
      bar,
      element("p", { class: "hours-answer" }, goal),
      hoursTable(bed.today),
      this.#alarms(bed, snapshot.alarms, age_s));
    if (!content.firstChild) {
      content.append(facts, element("div", { class: "bed-curves" }), this.#buttons(bed));
    } else {
      content.firstChild.replaceWith(facts);
    }
    content.querySelector(".bed-standby").hidden = !mayAct;
    this.#showStandby(content, bed, age_s);
    this.#draw(content.querySelector(".bed-curves"), bed);
  }

  static #more(bed) {
    const more = [t("contact.probability", { percent: perCent(bed.probability) })];
    if (bed.provider !== null) more.push(t(`provider.${bed.provider}`));
    if (bed.reason !== null) more.push(t("reason", { reason: bed.reason }));
    return more.join(" · ");
  }

  #alarms(bed, alarms, age_s) {
    const list = element("ul", { class: "bed-alarms" });
    for (const alarm of alarms) {
      if (alarm.infant !== bed.infant || alarm.hub !== bed.hub) continue;
      const words = [`${marks[alarm.priority]} ${t(`priority.${alarm.priority}`)}`, alarmText(alarm)];
      if (alarm.response !== null) words.push(responseText(alarm, age_s));
      list.append(element("li", { "data-priority": alarm.priority }, words.join(" · ")));
    }
    return list;
  }

  #buttons(bed) {
    const choices = standbyChoices_min.map((minutes) =>
      button(t("standby.start", { minutes }), () => this.#actions.standby(bed, minutes * 60)));
    return element("div", { class: "bed-foot" },
      element("fieldset", { class: "bed-standby" },
        element("legend", {}, t("standby.title")),
        element("p", { class: "standby-left" }),
        ...choices,
        button(t("standby.end"), () => this.#actions.standby(bed, 0), { class: "standby-end" })),
      button(t("close"), () => closeDialog(null), { class: "bed-close main" }));
  }

  #showStandby(content, bed, age_s) {
    const isOn = bed.standby_s !== null;
    content.querySelector(".standby-end").hidden = !isOn;
    const left = content.querySelector(".standby-left");
    left.hidden = !isOn;
    setText(left, isOn ? t("standby", { minutes: minutesLeft(bed.standby_s - age_s) }) : "");
  }

  #draw(place, bed) {
    const plot = this.#plots.of(bed);
    const size = { width: place.clientWidth, height: Math.max(place.clientHeight, 300) };
    if (plot === null) {
      place.replaceChildren(element("p", {}, t("plot.none")));
      return;
    }
    const drawnAs = `${size.width}x${size.height}`;
    if (place.drawnPlot === plot && place.drawnAs === drawnAs) return;
    place.drawnPlot = plot;
    place.drawnAs = drawnAs;
    place.replaceChildren(temperaturePlot(plot, { size, withRoom: true, label: t("plot.title.both") }));
  }
}
