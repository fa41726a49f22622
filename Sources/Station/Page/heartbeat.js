// Watches over the page itself: old data must never look like new data.
//
// Two guards, one in script and one that needs none. The guard in script looks four times a second.
// The other is an animation that uncovers the "no data" plate by itself, in the browser's drawing
// thread, unless a sign of life winds it back: it works while scripts stand still.

/** The plate is up before five seconds without a sign are over. */
const silenceAllowed_ms = 4500;
const lookEvery_ms = 250;

export class Heartbeat {
  #guard;
  #changed;
  #reopen;
  #lastSign = null;
  #lastLook = null;
  #reopenedAt = 0;
  /** Null while data come; else `{ since: Date, why: "silent" | "frozen" }`. */
  lost = null;

  /** `changed()` when data stop or come back; `reopen()` to ask for a new connection. */
  constructor(plate, { changed, reopen }) {
    this.#changed = changed;
    this.#reopen = reopen;
    this.#lastSign = Heartbeat.#now();
    this.#lastLook = Heartbeat.#now();
    // At once, not by and by: whatever draws it may be slow.
    this.#guard = plate.animate([{ opacity: 0 }, { opacity: 1 }], {
      delay: silenceAllowed_ms,
      duration: 1,
      fill: "both",
    });
    plate.dataset.guarded = "";
    setInterval(() => this.look(), lookEvery_ms);
    document.addEventListener("visibilitychange", () => this.look());
  }

  static #now() {
    return { running_ms: performance.now(), wall: new Date() };
  }

  /** The longer of both clocks: one of them stands still while a machine sleeps. */
  static #since(moment) {
    return Math.max(performance.now() - moment.running_ms, Date.now() - moment.wall.getTime());
  }

  get lastSign() {
    return this.#lastSign.wall;
  }

  /** Asks the clocks itself: after a sleep nothing else may have looked yet. */
  get isFresh() {
    return this.lost === null && Heartbeat.#since(this.#lastSign) <= silenceAllowed_ms;
  }

  get silence_ms() {
    return performance.now() - this.#lastSign.running_ms;
  }

  /** Something was heard from the server just now. */
  sign() {
    const wasLost = this.lost !== null;
    this.look();
    // What is read first after a freeze waited in the socket: it is as old as the freeze.
    if (!wasLost && this.lost?.why === "frozen") return;
    this.#lastSign = Heartbeat.#now();
    this.#guard.currentTime = 0;
    this.#guard.play();
    if (this.lost) {
      this.lost = null;
      this.#changed();
    }
  }

  /** Says what it finds; also called when the page becomes visible. */
  look() {
    const stoodStill_ms = Heartbeat.#since(this.#lastLook);
    const before = this.#lastLook;
    this.#lastLook = Heartbeat.#now();
    const isSilent = this.silence_ms > silenceAllowed_ms;
    // Timers of a page in the background are slow by design; the stream still reaches it.
    const wasFrozen = stoodStill_ms > silenceAllowed_ms && (!document.hidden || isSilent);
    if (wasFrozen) {
      this.#lose("frozen", before.wall);
      this.#askToReopen();
    } else if (isSilent) {
      this.#lose("silent", this.#lastSign.wall);
      this.#askToReopen();
    }
  }

  #lose(why, since) {
    if (this.lost) return;
    this.lost = { why, since };
    this.#changed();
  }

  /** A connection that hangs is given up, and again as long as nothing is heard. */
  #askToReopen() {
    if (performance.now() - this.#reopenedAt < silenceAllowed_ms) return;
    this.#reopenedAt = performance.now();
    this.#reopen();
  }
}
