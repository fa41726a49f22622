// Tells the server which ward is on this screen: what no screen shows is confirmed to no gateway.
import { act } from "./server.js";

/** The server takes two of them a second. */
const shortestPause_ms = 600;
/** The same again: the one before may have been lost on its way to the gateway. */
const repeatEvery_ms = 2000;

export class Drawn {
  #page = null;
  #told = { sequence: null, at_ms: -Infinity };
  #isTelling = false;
  #isFresh;

  /** `isFresh()` says whether data come: below the plate nobody sees anything. */
  constructor(isFresh) {
    this.#isFresh = isFresh;
  }

  /** A new stream: `page` is its name, null where the server gives it none. */
  open(page) {
    this.#page = page;
    this.#told = { sequence: null, at_ms: -Infinity };
  }

  /** The document is as the ward `sequence` of the stream `page` wants it. */
  note(page, sequence) {
    if (this.#isTelling || page === null || page !== this.#page) return;
    const passed_ms = performance.now() - this.#told.at_ms;
    const pause_ms = sequence === this.#told.sequence ? repeatEvery_ms : shortestPause_ms;
    if (passed_ms < pause_ms) return;
    this.#isTelling = true;
    // The browser asks for the second frame when it has drawn the first. A page that nobody can
    // see, or whose drawing stands still, is asked for none.
    requestAnimationFrame(() => requestAnimationFrame(() => this.#tell(page, sequence)));
  }

  async #tell(page, sequence) {
    try {
      // After a sleep the frames that were asked for before it come first.
      if (page !== this.#page || !this.#isFresh()) return;
      this.#told = { sequence, at_ms: performance.now() };
      await act("/api/v1/drawn", { page, sequence });
    } catch (error) {
      // The next one may come through; where none does, the gateway rings at the bed.
      console.info(`not told what is drawn: ${error.message}`);
    } finally {
      this.#isTelling = false;
    }
  }
}
