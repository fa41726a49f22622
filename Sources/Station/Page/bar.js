// The bar on top: which ward, what time, whether data come, whether it can be heard, who is here.
import { byId, setAttribute, setHidden, setText } from "./elements.js";
import { clockTime } from "./format.js";
import { settings } from "./settings.js";
import { t } from "./texts.js";

const soundSigns = { on: "♪", blocked: "✕", broken: "✕" };
const clockNotes = new Set(["unset", "kept", "operator"]);

export class Bar {
  #sound;

  constructor(sound) {
    this.#sound = sound;
  }

  /** `state` is the page's, `lost` as `Heartbeat.lost` has it. */
  show(state, lost) {
    this.#showButtons(state);
    this.#showSound();
    const { snapshot } = state;
    Bar.#showLive(snapshot, lost);
    Bar.#showTest(snapshot);
    setHidden(byId("role-notice"), state.mayAct);
    setText(byId("role-notice"), t("act.view_only"));
    if (!snapshot) return;
    const wards = [...new Set(snapshot.hubs.map((hub) => hub.ward))].join(", ");
    setText(byId("ward-name"), t("ward.name", { ward: wards }));
    setText(byId("ward-count"), Bar.#counts(snapshot.beds));
    Bar.#showClock(state);
    Bar.#showTitle(snapshot, wards);
  }

  #showButtons(state) {
    setText(byId("pause-all"), t("act.pause_all"));
    setHidden(byId("pause-all"), !state.mayAct);
    const by = settings.by;
    setText(byId("who-button"), by ?? t("name.none"));
    setAttribute(byId("who-button"), "aria-label", by === null ? t("name.title") : t("name.change", { by }));
    setHidden(byId("who-button"), !state.mayAct);
    setText(byId("menu-button"), t("menu"));
  }

  #showSound() {
    const { state } = this.#sound;
    const node = byId("sound-button");
    setAttribute(node, "data-sound", state);
    setText(node.querySelector(".sign"), soundSigns[state]);
    setText(node.querySelector(".word"), t(`sound.${state}`));
    setAttribute(node, "title", t("sound.check"));
    const notice = byId("sound-notice");
    setHidden(notice, state === "on");
    if (state === "on") return;
    setText(notice.querySelector(".sign"), soundSigns[state]);
    setText(notice.querySelector(".word"), t(`sound.${state}.notice`));
    setText(byId("sound-on"), t("sound.turn_on"));
  }

  /** That it is a test, and whether it has come through to the stations. */
  static #showTest(snapshot) {
    const words = [];
    if (snapshot?.is_test) words.push(t("test.running"));
    if (snapshot?.station_test) words.push(t(`test.${snapshot.station_test}`));
    setHidden(byId("test-notice"), words.length === 0);
    setText(byId("test-notice"), words.join(" · "));
  }

  static #showLive(snapshot, lost) {
    const live = lost ? "no" : snapshot ? "yes" : "waiting";
    setAttribute(byId("live"), "data-live", live);
    setText(byId("live-text"), t(`live.${live}`));
  }

  static #counts(beds) {
    const words = [t("ward.beds", { beds: beds.length })];
    for (const contact of ["contact", "no-contact", "unobserved"]) {
      const count = beds.filter((bed) => bed.contact === contact).length;
      if (count > 0) words.push(t(`ward.${contact}`, { count }));
    }
    return words.join(" · ");
  }

  /** The hub's clock, carried on by this page's own between two snapshots. */
  static #showClock({ snapshot, taken_ms }) {
    const quality = snapshot.wall === null ? "unset" : snapshot.clock_quality;
    const passed_ms = performance.now() - taken_ms;
    const wall = snapshot.wall === null ? null : new Date(Date.parse(snapshot.wall) + passed_ms);
    setText(byId("clock-time"), wall === null ? "--:--:--" : clockTime(wall));
    setText(byId("clock-note"), clockNotes.has(quality) ? t(`clock.${quality}`) : "");
  }

  static #showTitle(snapshot, wards) {
    const open = snapshot.alarms.filter((alarm) => alarm.response === null).length;
    const title = t("page.title", { ward: wards });
    const text = open === 0 ? title : `(${open}) ${t("page.alarms", { count: open })} · ${title}`;
    if (document.title !== text) document.title = text;
  }
}
