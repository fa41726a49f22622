// All beds at a glance: one card a bed, always in the same place.
import { alarmText, isLouder, marks } from "./alarm-words.js";
import { byId, element, keep, setAttribute, setHidden, setText } from "./elements.js";
import { degrees, duration, minutesLeft } from "./format.js";
import { createHoursBar, goalMarks, goalText, hoursText, updateHoursBar } from "./hours.js";
import { temperaturePlot } from "./plot.js";
import { contactSign } from "./signs.js";
import { language, t } from "./texts.js";

export function bedKey(bed) {
  return `${bed.hub} ${bed.infant}`;
}

export class WardView {
  #beds = byId("beds");
  #plots;
  #open;

  /** `open(key)` shows a bed's details. */
  constructor(plots, open) {
    this.#plots = plots;
    this.#open = open;
    new ResizeObserver(() => this.#arrange()).observe(byId("ward"));
  }

  show(snapshot, age_s) {
    setText(byId("ward-title"), t("ward.title"));
    setHidden(byId("no-bed"), snapshot.beds.length > 0);
    setText(byId("no-bed"), t("ward.empty"));
    const before = this.#beds.children.length;
    keep(this.#beds, snapshot.beds, bedKey, (bed) => this.#create(bed),
      (node, bed) => this.#update(node, bed, snapshot, age_s));
    if (before !== snapshot.beds.length) this.#arrange();
  }

  focusFirst() {
    this.#beds.querySelector("button")?.focus();
  }

  /** Arrow keys go from bed to bed, as the beds lie on the screen. */
  move(key) {
    const buttons = [...this.#beds.querySelectorAll(".bed-open")];
    const at = buttons.indexOf(document.activeElement);
    if (at < 0) return false;
    const columns = getComputedStyle(this.#beds).gridTemplateColumns.split(" ").length;
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
    buttons[at + steps[key]]?.focus();
    return true;
  }

  #create(bed) {
    const node = element("li", { class: "bed" },
      element("div", { class: "bed-card" },
        element("div", { class: "bed-head" },
          element("p", { class: "bed-name" }),
          element("p", { class: "bed-mark", "aria-hidden": "true" }),
          element("div", { class: "bed-sign" })),
        element("div", { class: "bed-body" },
          element("div", { class: "bed-contact" },
            element("p", { class: "bed-state" }),
            element("p", { class: "bed-who" }),
            element("p", { class: "bed-why" })),
          element("div", { class: "bed-hours" },
            element("p", { class: "hours-text" }),
            createHoursBar(),
            element("p", { class: "hours-answer" })),
          element("dl", { class: "bed-temperatures" },
            element("div", { class: "skin" }, element("dt"), element("dd")),
            element("div", { class: "room" }, element("dt"), element("dd"))),
          element("div", { class: "bed-plot" })),
        element("p", { class: "bed-alarm" })),
      element("p", { class: "bed-veil" }),
      element("button", { class: "bed-open", type: "button" }));
    const key = bedKey(bed);
    node.querySelector(".bed-open").addEventListener("click", () => this.#open(key));
    node.plotSize = new ResizeObserver(() => this.#draw(node));
    node.plotSize.observe(node.querySelector(".bed-plot"));
    return node;
  }

  #update(node, bed, snapshot, age_s) {
    const part = (name) => node.querySelector(`.${name}`);
    node.bed = bed;
    setAttribute(node, "data-contact", bed.contact);
    setText(part("bed-name"), bed.bed);
    part("bed-name").style.setProperty("--letters", Math.max(2, bed.bed.length));
    setText(part("bed-who"), WardView.#who(bed, snapshot.hubs.length > 1));
    if (part("bed-sign").dataset.contact !== bed.contact) {
      part("bed-sign").dataset.contact = bed.contact;
      part("bed-sign").replaceChildren(contactSign(bed.contact));
    }
    setText(part("bed-state"), t(`contact.${bed.contact}`));
    WardView.#showWhy(part("bed-why"), bed, age_s);
    setText(part("hours-text"), hoursText(bed.today, snapshot.goal_s));
    updateHoursBar(part("hours-bar"), bed.today, snapshot.goal_s);
    setText(part("hours-answer"), `${goalMarks[bed.goal] ?? "?"} ${goalText(bed.goal)}`);
    WardView.#showTemperatures(node, bed, snapshot.alarms);
    setText(part("bed-open"), t("bed.details", { bed: bed.bed, infant: bed.infant }));
    WardView.#showAlarm(node, bed, snapshot.alarms);
    WardView.#showVeil(node, bed, snapshot.hubs, age_s);
    this.#draw(node);
  }

  static #who(bed, hasManyHubs) {
    const who = bed.infant === bed.bed ? [] : [bed.infant];
    if (bed.provider !== null && bed.provider !== "unknown") who.push(t(`provider.${bed.provider}`));
    if (hasManyHubs) who.push(bed.hub);
    return who.join(" · ");
  }

  static #showWhy(node, bed, age_s) {
    let why = bed.reason ?? "";
    if (bed.standby_s !== null) {
      why = t("standby", { minutes: minutesLeft(bed.standby_s - age_s) });
    }
    setAttribute(node, "data-standby", bed.standby_s === null ? null : "");
    setText(node, why);
  }

  static #showTemperatures(node, bed, alarms) {
    const roomAlarm = alarms.find((alarm) =>
      alarm.room !== null && alarm.hub === bed.hub && alarm.beds.includes(bed.bed));
    const doubt = bed.is_skin_doubted ? " ?" : "";
    const alert = roomAlarm ? ` ${marks[roomAlarm.priority]}` : "";
    for (const [name, value, note] of [["skin", bed.skin_c, doubt], ["room", bed.room_c, alert]]) {
      const [term, figure] = node.querySelector(`.${name}`).children;
      const unit = name === "skin" && bed.is_skin_doubted ? t("skin.doubted") : t("celsius");
      setText(term, `${t(name)} ${unit}`);
      setText(figure, (value === null ? "–" : degrees(value)) + note);
      setAttribute(figure, "aria-label", value === null ? t("temperature.none") : null);
      setAttribute(figure, "data-doubted", name === "skin" && bed.is_skin_doubted ? "" : null);
    }
  }

  /** The loudest that nobody answered, else the loudest that stands. */
  static #showAlarm(node, bed, alarms) {
    let loudest = null;
    for (const alarm of alarms) {
      const isHere = alarm.infant === bed.infant && alarm.hub === bed.hub;
      if (!isHere) continue;
      const isOpen = alarm.response === null;
      const wasOpen = loudest?.response === null;
      if (!loudest || (isOpen && !wasOpen)) loudest = alarm;
      else if (isOpen === wasOpen && isLouder(alarm.priority, loudest.priority)) loudest = alarm;
    }
    setAttribute(node, "data-alarm", loudest?.priority);
    setAttribute(node, "data-response", loudest?.response);
    setText(node.querySelector(".bed-mark"), loudest ? marks[loudest.priority] : "");
    setText(node.querySelector(".bed-alarm"), loudest ? alarmText(loudest) : "");
  }

  static #showVeil(node, bed, hubs, age_s) {
    const hub = hubs.find((one) => one.hub === bed.hub);
    const isOffline = hub ? !hub.is_online : false;
    setAttribute(node, "data-offline", isOffline ? "" : null);
    const words = isOffline
      ? t("hub.offline", { hub: hub.hub, duration: duration(hub.silent_s + age_s) })
      : "";
    setText(node.querySelector(".bed-veil"), words);
  }

  /** Draws the curve again where it, its place or its words have changed. */
  #draw(node) {
    const place = node.querySelector(".bed-plot");
    const plot = this.#plots.of(node.bed);
    const size = { width: place.clientWidth, height: place.clientHeight };
    const drawnAs = `${size.width}x${size.height} ${language()}`;
    if (node.drawnPlot === plot && node.drawnAs === drawnAs) return;
    node.drawnPlot = plot;
    node.drawnAs = drawnAs;
    if (plot === null || size.width < 80 || size.height < 40) {
      place.replaceChildren();
      return;
    }
    place.replaceChildren(temperaturePlot(plot, { size, withRoom: false, label: t("plot.title") }));
  }

  /** As many columns as make the cards largest, so that all are seen without scrolling. */
  #arrange() {
    const count = this.#beds.children.length;
    const { clientWidth: width, clientHeight: height } = byId("ward");
    const gap = 12;
    let best = { columns: 1, size: 0 };
    for (let columns = 1; columns <= count; columns += 1) {
      const rows = Math.ceil(count / columns);
      const size = Math.min((width - gap * (columns - 1)) / columns / 340,
        (height - gap * (rows - 1)) / rows / 440);
      if (size > best.size) best = { columns, size };
    }
    this.#beds.style.setProperty("--columns", best.columns);
  }
}
