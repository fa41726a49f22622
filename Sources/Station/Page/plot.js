// Temperatures of the last 24 hours as a drawing: axes with words, gaps that stay gaps.
import { drawn } from "./elements.js";
import { degrees, hourMinute } from "./format.js";
import { t } from "./texts.js";

/** Below the lower line hypothermia is moderate, below the upper one mild (WHO). */
const lines_c = [36.0, 36.5];
const skinSpan_c = { low: 35, high: 38, step: 1 };
const roomSpan_c = { low: 15, high: 30, step: 5 };
const tick_h = 6;

/** `size` in px: `{ width, height }`; `withRoom` adds a second field below. */
export function temperaturePlot(plot, { size, withRoom, label }) {
  const figure = drawn("svg", {
    class: "plot",
    viewBox: `0 0 ${size.width} ${size.height}`,
    width: size.width,
    height: size.height,
    role: "img",
    "aria-label": `${label}. ${summary(plot.skin_c)}`,
  });
  const foot = 16;
  const left = 34;
  const right = 6;
  const area = { left, width: size.width - left - right };
  // Two fields need room above each for its name.
  const inner = size.height - foot - (withRoom ? 60 : 8);
  const heights = withRoom ? [inner * 0.62, inner * 0.38] : [inner];
  const tops = withRoom ? [24, 24 + heights[0] + 36] : [8];
  const hours = (plot.skin_c.length * plot.step_s) / 3600;
  figure.append(...field(plot.skin_c, skinSpan_c,
    { ...area, top: tops[0], height: heights[0], hours, until: plot.until },
    { lines: lines_c, name: withRoom ? t("plot.skin") : null, kind: "skin" }));
  if (withRoom) {
    figure.append(...field(plot.room_c, roomSpan_c,
      { ...area, top: tops[1], height: heights[1], hours, until: plot.until },
      { lines: [], name: t("plot.room"), kind: "room" }));
  }
  const bottom = tops.at(-1) + heights.at(-1);
  figure.append(...timeWords({ ...area, hours, until: plot.until }, bottom));
  return figure;
}

function summary(values) {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return t("plot.none");
  let gaps = 0;
  values.forEach((value, index) => {
    if (value === null && index > 0 && values[index - 1] !== null) gaps += 1;
  });
  return t("plot.summary", {
    low: degrees(Math.min(...known)),
    high: degrees(Math.max(...known)),
    gaps,
  });
}

/** One field: frame, lines, words at the left, and the curve. */
function field(values, usual, area, { lines, name, kind }) {
  const known = values.filter((value) => value !== null);
  const low = Math.min(usual.low, ...known.map((value) => Math.floor(value)));
  const high = Math.max(usual.high, ...known.map((value) => Math.ceil(value)));
  const y = (value) => area.top + area.height * (1 - (value - low) / (high - low));
  const x = (index) => area.left + (area.width * (index + 0.5)) / values.length;
  const parts = [];
  if (kind === "skin") {
    parts.push(drawn("rect", {
      class: "plot-normal", x: area.left, width: area.width, y: y(37.5), height: y(36.5) - y(37.5),
    }));
  }
  for (const hour of hourMarks(area)) {
    const at = area.left + area.width * (1 - hour.ago_h / area.hours);
    parts.push(drawn("line", {
      class: "plot-hour", x1: at, x2: at, y1: area.top, y2: area.top + area.height,
    }));
  }
  // Words need room: fewer lines on a low drawing.
  const step = usual.step * Math.ceil((14 * (high - low)) / area.height / usual.step);
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) {
    parts.push(...level(area, y(value), { class: "plot-level" },
      lines.some((line) => Math.abs(y(line) - y(value)) < 12) ? null : String(value)));
  }
  for (const line of lines) {
    // Where both lines are close, the lower one keeps its word.
    const isCrowded = line === lines[1] && y(lines[0]) - y(line) < 12;
    parts.push(...level(area, y(line), { class: `plot-limit plot-limit-${line * 10}` },
      isCrowded ? null : degrees(line)));
  }
  parts.push(drawn("rect", {
    class: "plot-frame", x: area.left, y: area.top, width: area.width, height: area.height,
  }));
  if (name) {
    parts.push(drawn("text", { class: "plot-name", x: area.left, y: area.top - 9 }, name));
  }
  parts.push(drawn("path", { class: `plot-curve plot-curve-${kind}`, d: curve(values, x, y) }));
  return parts;
}

function level(area, y, attributes, word) {
  const parts = [drawn("line", {
    ...attributes, x1: area.left, x2: area.left + area.width, y1: y, y2: y,
  })];
  if (word) {
    parts.push(drawn("text", { class: "plot-word", x: area.left - 5, y: y + 4, "text-anchor": "end" }, word));
  }
  return parts;
}

/** A stroke for each run of values; nothing where nothing was measured. */
function curve(values, x, y) {
  let path = "";
  let isOpen = false;
  values.forEach((value, index) => {
    if (value === null) {
      isOpen = false;
      return;
    }
    const point = `${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    // A single value is a dot: a stroke of no length with round ends.
    const isAlone = !isOpen && (values[index + 1] ?? null) === null;
    path += isOpen ? `L${point}` : `M${point}${isAlone ? "h0" : ""}`;
    isOpen = true;
  });
  return path;
}

/** Full hours of the clock where it is known, else hours ago. */
function hourMarks({ hours, until, width }) {
  const marks = [];
  if (until === null) {
    // `12 h ago` is longer than `18:00`.
    const every_h = width < 320 ? 2 * tick_h : tick_h;
    for (let ago_h = 0; ago_h <= hours; ago_h += every_h) {
      const word = ago_h === 0 ? t("plot.now") : t("plot.ago", { hours: ago_h });
      marks.push({ ago_h, word });
    }
    return marks;
  }
  const end = new Date(until);
  const full = new Date(end);
  full.setMinutes(0, 0, 0);
  while (full.getHours() % tick_h !== 0) full.setHours(full.getHours() - 1);
  for (let ago_h = (end - full) / 3600000; ago_h <= hours; ago_h += tick_h) {
    marks.push({ ago_h, word: hourMinute(new Date(end.getTime() - ago_h * 3600000)) });
  }
  return marks;
}

function timeWords(area, bottom) {
  return hourMarks(area).flatMap(({ ago_h, word }) => {
    const x = area.left + area.width * (1 - ago_h / area.hours);
    const isAtEdge = x > area.left + area.width - 16;
    const anchor = isAtEdge ? "end" : x < area.left + 16 ? "start" : "middle";
    return [drawn("text", { class: "plot-word", x, y: bottom + 15, "text-anchor": anchor }, word)];
  });
}
