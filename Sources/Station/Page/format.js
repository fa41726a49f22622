// Numbers, units and times as the language writes them.
import { language, t } from "./texts.js";

function pad(number) {
  return String(number).padStart(2, "0");
}

/** `4 h 10 min`; whole minutes that have passed, never rounded up. */
export function duration(seconds) {
  const minutes = Math.floor(Math.max(0, seconds) / 60);
  if (minutes < 60) return unbroken(t("duration.minutes", { minutes }));
  const hours = Math.floor(minutes / 60);
  return unbroken(t("duration.hours_minutes", { hours, minutes: pad(minutes % 60) }));
}

/** No line ends within it. */
function unbroken(text) {
  return text.replaceAll(" ", "\u00a0");
}

/** As `duration`, without minutes where the hours are whole: `8 h`. */
export function plainDuration(seconds) {
  if (seconds >= 3600 && seconds % 3600 === 0) {
    return unbroken(t("duration.hours", { hours: seconds / 3600 }));
  }
  return duration(seconds);
}

/** What is left of something, in whole minutes and never less than one. */
export function minutesLeft(seconds) {
  return Math.max(1, Math.ceil(seconds / 60));
}

/** With one decimal, as alarms judge it. */
export function degrees(celsius) {
  const format = new Intl.NumberFormat(language(), {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    useGrouping: false,
  });
  return format.format(celsius);
}

export function perCent(part) {
  return t("percent", { number: Math.round(part * 100) });
}

/** `14:03:22` of the day, in the time zone of this screen. */
export function clockTime(date) {
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
}

export function hourMinute(date) {
  return `${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

export function list(words) {
  return words.join(t("list.separator"));
}
