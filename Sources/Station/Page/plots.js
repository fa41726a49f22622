// Keeps the curves of all beds fresh, one question at a time.
import { read } from "./server.js";
import { bedKey } from "./ward.js";

const freshFor_ms = 60000;
/** What failed is asked for again sooner. */
const againAfter_ms = 5000;
const hours = 24;

export class Plots {
  #plots = new Map();
  #waiting = [];
  #isAsking = false;
  #changed;

  /** `changed(bed)` when a curve has come. */
  constructor(changed) {
    this.#changed = changed;
  }

  of(bed) {
    return this.#plots.get(bedKey(bed))?.plot ?? null;
  }

  /** Asks for what is missing or old, and forgets infants that left. */
  follow(beds) {
    const now_ms = performance.now();
    const keys = beds.map(bedKey);
    for (const key of this.#plots.keys()) {
      if (!keys.includes(key)) this.#plots.delete(key);
    }
    for (const bed of beds) {
      const known = this.#plots.get(bedKey(bed));
      const isFresh = known && now_ms - known.asked_ms < freshFor_ms;
      const isWaiting = this.#waiting.some((one) => bedKey(one) === bedKey(bed));
      if (!isFresh && !isWaiting) this.#waiting.push(bed);
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
      await this.#askFor(this.#waiting.shift());
    }
    this.#isAsking = false;
  }

  async #askFor(bed) {
    const key = bedKey(bed);
    const known = this.#plots.get(key) ?? { plot: null };
    this.#plots.set(key, { ...known, asked_ms: performance.now() });
    try {
      const asked = new URLSearchParams({ infant: bed.infant, hub: bed.hub, hours });
      const plot = await read(`/api/v1/plot?${asked}`);
      this.#plots.set(key, { plot, asked_ms: performance.now() });
      this.#changed(bed);
    } catch (error) {
      // The curve that is there stays; its time axis says how old it is.
      const asked_ms = performance.now() - freshFor_ms + againAfter_ms;
      this.#plots.set(key, { ...known, asked_ms });
      console.warn(`no curve of ${bed.infant}: ${error.message}`);
    }
  }
}
