// The station page: takes snapshots from the server and shows them. Nothing is decided here.
import { Actions } from "./actions.js";
import { isLouder, loudestOpen } from "./alarm-words.js";
import { AlarmList } from "./alarms.js";
import { Announcer } from "./announcer.js";
import { Bar } from "./bar.js";
import { BedDialog } from "./bed-dialog.js";
import { Connection } from "./connection.js";
import { askLine, button, closeDialog, openDialog } from "./dialog.js";
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
const connection = new Connection(heard, askToken);
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
    const isNews = body.sequence !== state.snapshot?.sequence;
    if (isNews || !isFirst) take(body);
    isSign ||= isNews;
  } else if (event === "heartbeat") {
    newestSequence = body.sequence;
    readIfBehind();
  }
  if (!isSign) return;
  heartbeat.sign();
  plate.expect(onHubClock(heartbeat.lastSign));
}

/** A time of this screen on the clock that the page shows, which may be another. */
function onHubClock(date) {
  return new Date(date.getTime() + state.clockAhead_ms);
}

function take(snapshot) {
  state.snapshot = snapshot;
  state.taken_ms = performance.now();
  state.clockAhead_ms = snapshot.wall === null ? 0 : Date.parse(snapshot.wall) - Date.now();
  newestSequence = snapshot.sequence;
  plots.follow(snapshot.beds);
  show();
}

/** The stream may have left out a snapshot; the heartbeat tells its number. */
async function readIfBehind() {
  if (isReading || state.snapshot?.sequence === newestSequence) return;
  isReading = true;
  try {
    await new Promise((done) => setTimeout(done, 500));
    if (state.snapshot?.sequence !== newestSequence) take(await read("/api/v1/ward"));
  } catch (error) {
    console.warn(`no snapshot: ${error.message}`);
  }
  isReading = false;
}

function show() {
  bar.show(state, heartbeat.lost);
  const { lost } = heartbeat;
  plate.show(lost && { ...lost, since: onHubClock(lost.since), problem: connection.problem });
  if (!state.snapshot) return;
  const age_s = (performance.now() - state.taken_ms) / 1000;
  const list = state.snapshot.alarms;
  alarms.show(list, { age_s, mayAct: state.mayAct, hubs: state.snapshot.hubs });
  announcer.take(list);
  ward.show(state.snapshot, age_s);
  bedDialog.show({ ...state, age_s });
  plots.follow(state.snapshot.beds);
  ring();
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
