// What an alarm is called, for people.
import { list } from "./format.js";
import { hasText, t } from "./texts.js";

/** Loudness as a mark that needs no colour. */
export const marks = { high: "!!!", medium: "!!", low: "!" };

/** What is the matter and, where it is known, what to do now. */
export function alarmText(alarm) {
  const isSilentHub = alarm.condition === "device-silent" && alarm.subject === alarm.hub;
  const base = isSilentHub ? "condition.hub-offline" : `condition.${alarm.condition}`;
  const keys = [`${base}.${alarm.class}`, `${base}.${alarm.priority}`, base, "condition.unknown"];
  const text = t(keys.find(hasText), alarm);
  // A sentence begins with a capital; the name of a device stays as it is.
  return text.startsWith(alarm.subject) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/** Where to go: the bed, the room with its beds, or the thing itself. */
export function alarmPlace(alarm) {
  if (alarm.bed !== null) return t("bed", { bed: alarm.bed });
  if (alarm.room !== null && alarm.beds.length > 0) {
    return t("alarm.rooms", { room: alarm.room, beds: bedRanges(alarm.beds) });
  }
  return alarm.room ?? alarm.infant ?? (alarm.subject === "gateway" ? alarm.hub : alarm.subject);
}

/** `1 to 4, 7`: names that are numbers in a row are drawn together. */
function bedRanges(beds) {
  const runs = [];
  for (const bed of [...beds].sort((one, other) => one.localeCompare(other, "en", { numeric: true }))) {
    const run = runs.at(-1);
    if (run && /^\d+$/.test(bed) && Number(bed) === Number(run.at(-1)) + 1) run.push(bed);
    else runs.push([bed]);
  }
  return list(runs.flatMap((run) => (run.length < 3 ? run : `${run[0]}–${run.at(-1)}`)));
}

/** The same in as few letters as can be, for the big sign: `3`, or a room's name. */
export function alarmSign(alarm) {
  return alarm.bed ?? alarm.room ?? alarm.infant ?? alarm.hub;
}

const loudness = { low: 1, medium: 2, high: 3 };

export function isLouder(one, other) {
  return (loudness[one] ?? 0) > (loudness[other] ?? 0);
}

/** The loudest of what nobody has answered; null where all is answered. */
export function loudestOpen(alarms) {
  let loudest = null;
  for (const alarm of alarms) {
    if (alarm.response === null && isLouder(alarm.priority, loudest)) loudest = alarm.priority;
  }
  return loudest;
}
