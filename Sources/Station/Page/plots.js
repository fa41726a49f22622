// Keeps the curves of all beds fresh, one question at a time.
import { read } from "./server.js";

const freshFor_ms = 60000;
/** What failed is asked for again sooner. */
const againAfter_ms = 5000;
const hours = 24;

export class Plots {
  #plots = new Map();
  #waiting = [];
  #isAsking = false;
  #changed;

  /** `changed(infant)` when a curve has come. */
  constructor(changed) {
    this.#changed = changed;
  }

  of(infant) {
    return this.#plots.get(infant)?.plot ?? null;
  }

  /** Asks for what is missing or old, and forgets infants that left. */
  follow(infants) {
    const now_ms = performance.now();
    for (const infant of this.#plots.keys()) {
      if (!infants.includes(infant)) this.#plots.delete(infant);
    }
    for (const infant of infants) {
      const known = this.#plots.get(infant);
      const isFresh = known && now_ms - known.asked_ms < freshFor_ms;
      if (!isFresh && !this.#waiting.includes(infant)) this.#waiting.push(infant);
    }
    this.#ask();
  }

  /** After a break all are old. */
  forget() {
    for (const known of this.#plots.values()) known.asked_ms = -Infinity;
  }

  async #ask() {
    if (this.#isAsking) return;
    this.#isAsking = true;
    while (this.#waiting.length > 0) {
      const infant = this.#waiting.shift();
      await this.#askFor(infant);
    }
    this.#isAsking = false;
  }

  async #askFor(infant) {
    const known = this.#plots.get(infant) ?? { plot: null };
    this.#plots.set(infant, { ...known, asked_ms: performance.now() });
    try {
      const path = `/api/v1/plot?infant=${encodeURIComponent(infant)}&hours=${hours}`;
      const plot = await read(path);
      this.#plots.set(infant, { plot, asked_ms: performance.now() });
      this.#changed(infant);
    } catch (error) {
      // The curve that is there stays; its time axis says how old it is.
      const asked_ms = performance.now() - freshFor_ms + againAfter_ms;
      this.#plots.set(infant, { ...known, asked_ms });
      console.warn(`no curve of ${infant}: ${error.message}`);
    }
  }
}
