// Drawn signs that tell states apart by their shape.
import { drawn } from "./elements.js";

/** Mother and infant: together in a full disc is contact, a ring with a bar between them is none, broken lines and a question are not observed. */
export function contactSign(contact) {
  const sign = drawn("svg", { class: `sign sign-${contact}`, viewBox: "0 0 64 64", "aria-hidden": "true" });
  if (contact === "contact") {
    sign.append(
      drawn("circle", { class: "sign-fill", cx: 32, cy: 32, r: 29 }),
      drawn("circle", { class: "sign-hole", cx: 25, cy: 26, r: 8 }),
      drawn("path", { class: "sign-hole", d: "M14 49 C14 36 36 36 36 49 Z" }),
      drawn("circle", { class: "sign-hole", cx: 43, cy: 36, r: 5.5 }),
      drawn("path", { class: "sign-hole", d: "M36 49 C36 41 50 41 50 49 Z" }));
  } else if (contact === "no-contact") {
    sign.append(
      drawn("circle", { class: "sign-line", cx: 32, cy: 32, r: 27 }),
      drawn("circle", { class: "sign-body", cx: 21, cy: 25, r: 6.5 }),
      drawn("path", { class: "sign-body", d: "M12 45 C12 33 30 33 30 45 Z" }),
      drawn("circle", { class: "sign-body", cx: 46, cy: 33, r: 4.5 }),
      drawn("path", { class: "sign-body", d: "M40 45 C40 37 52 37 52 45 Z" }),
      drawn("line", { class: "sign-line sign-apart", x1: 35, y1: 16, x2: 35, y2: 48 }));
  } else {
    sign.append(
      drawn("circle", { class: "sign-line sign-broken", cx: 32, cy: 32, r: 27 }),
      drawn("text", { class: "sign-letter", x: 32, y: 45, "text-anchor": "middle" }, "?"));
  }
  return sign;
}
