// The station page: takes snapshots from the server and shows them. Nothing is decided here.
import { Actions } from "./actions.js";
import { isLouder, loudestOpen } from "./alarm-words.js";
import { AlarmList } from "./alarms.js";
import { Announcer } from "./announcer.js";
import { Bar } from "./bar.js";
import { BedDialog } from "./bed-dialog.js";
import { Connection } from "./connection.js";
import { askLine, button, closeDialog, openDialog } from "./dialog.js";
import { Drawn } from "./drawn.js";
import { byId } from "./elements.js";
import { Heartbeat } from "./heartbeat.js";
import { listenToKeys } from "./keys.js";
import { checkSound, showMenu } from "./menu.js";
import { NoDataPlate } from "./no-data.js";
import { Plots } from "./plots.js";
import { login, read, takeTokenFromAddress } from "./server.js";
import { applyColours, settings } from "./settings.js";
import { Sound } from "./sound.js";
import { preferredLanguage, setLanguage, t } from "./texts.js";
import { bedKey, WardView } from "./ward.js";

const state = { snapshot: null, taken_ms: 0, clockAhead_ms: 0, mayAct: true };
let newestSequence = 0;
let isReading = false;
/** The stream that is open, and the one that the ward on the screen came by. */
const streams = { open: null, ofSnapshot: null };
/** False while the page holds a ward that it could not draw. */
let isDrawn = true;

setLanguage(settings.language ?? preferredLanguage());
applyColours();

const sound = new Sound(() => show());
const plots = new Plots(() => show());
const actions = new Actions(askName);
const alarms = new AlarmList(actions);
const announcer = new Announcer();
const bedDialog = new BedDialog(plots, actions);
const ward = new WardView(plots, openBed);
const bar = new Bar(sound);
const plate = new NoDataPlate(() => ring());
const drawn = new Drawn(() => heartbeat.isFresh);
const connection = new Connection(opened, heard, askToken);
const heartbeat = new Heartbeat(byId("no-data"), {
  changed: lostOrBack,
  reopen: () => connection.open(),
});
plate.expect(onHubClock(heartbeat.lastSign));
open(takeTokenFromAddress());

byId("sound-button").addEventListener("click", () => checkSound(sound));
byId("sound-on").addEventListener("click", () => checkSound(sound));
byId("pause-all").addEventListener("click", () => actions.pause(null));
byId("who-button").addEventListener("click", () => askName());
byId("menu-button").addEventListener("click", openMenu);
listenToKeys({
  alarms: () => alarms.focusFirst(),
  pause: () => actions.pause(null),
  beds: () => ward.focusFirst(),
  check: () => checkSound(sound),
  menu: openMenu,
  contrast: () => {
    settings.colours = settings.colours === "contrast" ? "auto" : "contrast";
    applyColours();
  },
  move: (arrow) => ward.move(arrow),
});
setInterval(show, 1000);
show();
keepScreenOn();

/**
 * One event of the stream. What a server says first on a new stream may be old, as where its ward
 * hangs: only news and the second heartbeat are signs of life.
 */
function heard(event, body, isFirst) {
  let isSign = !isFirst;
  if (event === "ward") {
    const isNews = isNewer(body.sequence);
    if (isNews || !isFirst) take(body, streams.open);
    isSign ||= isNews;
  } else if (event === "heartbeat") {
    newestSequence = body.sequence;
    readIfBehind();
  }
  // What could not be drawn is not seen: to those who look, nothing has come.
  if (!isSign || !isDrawn) return;
  heartbeat.sign();
  plate.expect(onHubClock(heartbeat.lastSign));
}

function opened(page) {
  streams.open = page;
  drawn.open(page);
}

/** A server that began anew counts anew; its name is the first part of the stream's. */
function isNewer(sequence) {
  const run = (page) => page?.split(".")[0];
  return state.snapshot === null || run(streams.open) !== run(streams.ofSnapshot)
    || sequence > state.snapshot.sequence;
}

/** A time of this screen on the clock that the page shows, which may be another. */
function onHubClock(date) {
  return new Date(date.getTime() + state.clockAhead_ms);
}

function take(snapshot, page) {
  // An answer to a question may have overtaken the stream.
  if (!isNewer(snapshot.sequence) && snapshot.sequence !== state.snapshot.sequence) return;
  state.snapshot = snapshot;
  streams.ofSnapshot = page;
  state.taken_ms = performance.now();
  state.clockAhead_ms = snapshot.wall === null ? 0 : Date.parse(snapshot.wall) - Date.now();
  newestSequence = snapshot.sequence;
  plots.follow(snapshot.beds);
  show();
}

/** The stream may have left out a snapshot; the heartbeat tells its number. */
async function readIfBehind() {
  if (isReading || !isNewer(newestSequence)) return;
  isReading = true;
  const page = streams.open;
  try {
    await new Promise((done) => setTimeout(done, 500));
    if (isNewer(newestSequence)) {
      const snapshot = await read("/api/v1/ward");
      if (page === streams.open) take(snapshot, page);
    }
  } catch (error) {
    console.warn(`no snapshot: ${error.message}`);
  }
  isReading = false;
}

function show() {
  isDrawn = false;
  bar.show(state, heartbeat.lost);
  const { lost } = heartbeat;
  plate.show(lost && { ...lost, since: onHubClock(lost.since), problem: connection.problem });
  isDrawn = state.snapshot === null;
  if (isDrawn) return;
  const age_s = (performance.now() - state.taken_ms) / 1000;
  const list = state.snapshot.alarms;
  alarms.show(list, { age_s, mayAct: state.mayAct, hubs: state.snapshot.hubs });
  announcer.take(list);
  ward.show(state.snapshot, age_s);
  bedDialog.show({ ...state, age_s });
  plots.follow(state.snapshot.beds);
  ring();
  isDrawn = true;
  // Below the plate nobody sees it.
  if (!lost) drawn.note(streams.ofSnapshot, state.snapshot.sequence);
}

/** Sounds the loudest that nobody has answered; silence of the server sounds too. */
function ring() {
  // A screen that has never shown a ward has nothing to ring for.
  if (!state.snapshot) return;
  let priority = loudestOpen(state.snapshot.alarms);
  if (state.snapshot.is_test) priority = "high";
  if (heartbeat.lost && !plate.isHushed && isLouder("medium", priority)) priority = "medium";
  if (heartbeat.lost && plate.isHushed) priority = null;
  sound.ring(priority);
}

function lostOrBack() {
  if (!heartbeat.lost) plots.forget();
  else if (openDialog()?.name !== "token") closeDialog(null);
  show();
}

function openBed(key) {
  const bed = state.snapshot.beds.find((one) => bedKey(one) === key);
  const age_s = (performance.now() - state.taken_ms) / 1000;
  if (bed) bedDialog.open(bed, { ...state, age_s });
}

function openMenu() {
  showMenu({
    mayAct: state.mayAct,
    checkSound: () => checkSound(sound),
    testAlarms: () => actions.testAlarms(),
    setLanguage: (code) => {
      settings.language = code;
      setLanguage(code);
      show();
      openMenu();
    },
  });
}

/** Asks who it is, and remembers it for the shift; null where nobody says. */
async function askName() {
  const forget = button(t("name.forget"), () => {
    settings.by = null;
    closeDialog(null);
  });
  const name = await askLine({
    name: "name",
    title: t("name.title"),
    label: t("name.label"),
    value: settings.by,
    rule: { pattern: "[A-Za-z0-9_-]{1,64}", text: t("name.rule") },
    save: { text: t("name.save") },
    more: settings.by === null ? [button(t("cancel"), () => closeDialog(null))] : [forget],
  });
  if (name !== null) settings.by = name;
  show();
  return name;
}

/** Opens the stream, with a token first where there is one. */
async function open(token) {
  if (token !== null) {
    try {
      state.mayAct = await login(token);
    } catch (error) {
      actions.say(t("act.refused", { problem: error.problem ?? error.message }));
    }
  }
  connection.open();
}

async function askToken() {
  if (openDialog()?.name === "token") return;
  open(await askLine({
    name: "token",
    title: t("token.title"),
    label: t("token.label"),
    save: { text: t("token.save") },
    secret: true,
  }));
}

/** A station's screen is not to go dark; browsers allow it on this machine or over TLS only. */
async function keepScreenOn() {
  if (!navigator.wakeLock) return;
  const ask = () => navigator.wakeLock.request("screen").catch((error) => {
    console.info(`the screen may go dark: ${error.message}`);
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) ask();
  });
  await ask();
}
