// Hours of today against the goal; what nobody saw stays visible.
import { element, setAttribute, setText } from "./elements.js";
import { duration, plainDuration } from "./format.js";
import { t } from "./texts.js";

/** Less than this does not change what a nurse would do. Local choice. */
const unobservedMatters_s = 900;

/** `4 h 10 min to 5 h 00 min of 8 h` where the unobserved part matters, else without a range. */
export function hoursText(today, goal_s) {
  const low_s = today.contact_s;
  const high_s = low_s + today.unobserved_s;
  const values = { low: duration(low_s), high: duration(high_s), goal: plainDuration(goal_s) };
  const straddles = low_s < goal_s && high_s >= goal_s;
  const matters = today.unobserved_s >= unobservedMatters_s || straddles;
  return t(matters && values.low !== values.high ? "hours.between" : "hours.exact", values);
}

/** Marks that need no colour: reached, not yet, cannot be said. */
export const goalMarks = { yes: "✓", no: "–", "cannot-be-said": "?" };

export function goalText(goal) {
  return t(goal === null ? "goal.unknown" : `goal.${goal}`);
}

/** Contact full, unobserved hatched, the rest empty; a mark where the goal is. */
export function createHoursBar() {
  return element("div", { class: "hours-bar", role: "img" },
    element("span", { class: "hours-contact" }),
    element("span", { class: "hours-unobserved" }),
    element("span", { class: "hours-goal" }));
}

export function updateHoursBar(bar, today, goal_s) {
  const low_s = today.contact_s;
  const high_s = low_s + today.unobserved_s;
  const all_s = Math.max(goal_s, high_s, 1);
  const width = (seconds) => `${((100 * seconds) / all_s).toFixed(2)}%`;
  const [contact, unobserved, goal] = bar.children;
  setWidth(contact, "width", width(low_s));
  setWidth(unobserved, "width", width(today.unobserved_s));
  setWidth(goal, "left", width(goal_s));
  setAttribute(bar, "data-beyond", high_s > goal_s ? "" : null);
  setAttribute(bar, "aria-label", hoursText(today, goal_s));
}

function setWidth(node, property, value) {
  if (node.style[property] !== value) node.style[property] = value;
}

/** The whole account of today, for the bed's own page. */
export function hoursTable(today) {
  const rows = [
    ["hours.contact", today.contact_s],
    ["hours.unobserved", today.unobserved_s],
    ["hours.no-contact", today.no_contact_s],
    ["hours.covered", today.covered_s],
  ];
  const table = element("dl", { class: "hours-table" });
  for (const [key, seconds] of rows) {
    const term = element("dt");
    const value = element("dd");
    setText(term, t(key));
    setText(value, duration(seconds));
    table.append(element("div", {}, term, value));
  }
  return table;
}
