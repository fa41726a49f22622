// What this screen remembers: language, colours, keys, and who is on shift.

const places = { language: "kmc.language", colours: "kmc.colours", keys: "kmc.keys", by: "kmc.by" };
/** A name is forgotten after the longest shift. Local choice. */
const shift_ms = 12 * 3600 * 1000;

/** Null where nothing is kept, or where the browser keeps nothing. */
function kept(place) {
  try {
    return localStorage.getItem(place);
  } catch (error) {
    console.warn(`nothing is remembered on this screen: ${error.message}`);
    return null;
  }
}

function keepText(place, text) {
  try {
    if (text === null) localStorage.removeItem(place);
    else localStorage.setItem(place, text);
  } catch (error) {
    console.warn(`nothing is remembered on this screen: ${error.message}`);
  }
}

export const settings = {
  get language() {
    return kept(places.language);
  },
  set language(code) {
    keepText(places.language, code);
  },

  /** `auto`, `day`, `night` or `contrast`. */
  get colours() {
    return kept(places.colours) ?? "auto";
  },
  set colours(name) {
    keepText(places.colours, name);
  },

  /** Whether single letters do something. */
  get keys() {
    return kept(places.keys) !== "off";
  },
  set keys(isOn) {
    keepText(places.keys, isOn ? null : "off");
  },

  /** The name tag of whoever is on shift; null when nobody has said, or the shift is long over. */
  get by() {
    const text = kept(places.by);
    if (text === null) return null;
    const space = text.indexOf(" ");
    const said_ms = Number(text.slice(0, space));
    return Date.now() - said_ms < shift_ms ? text.slice(space + 1) : null;
  },
  set by(name) {
    keepText(places.by, name === null ? null : `${Date.now()} ${name}`);
  },
};

const wantsContrast = matchMedia("(prefers-contrast: more)");

/** Dresses the page in the chosen colours, or in those that the system asks for. */
export function applyColours() {
  const chosen = settings.colours;
  const isContrast = chosen === "contrast" || (chosen === "auto" && wantsContrast.matches);
  document.documentElement.dataset.colours = isContrast ? "contrast" : chosen;
}

wantsContrast.addEventListener("change", applyColours);
