// The stream of server-sent events, opened again for ever.
import { request, ServerProblem } from "./server.js";

const shortestPause_ms = 250;
const longestPause_ms = 2000;

/** Splits what arrives into events; see the HTML standard, "server-sent events". */
class EventReader {
  #rest = "";

  /** The events that are whole now: `{ event, data }` each. */
  take(text) {
    const blocks = (this.#rest + text).replaceAll("\r\n", "\n").split("\n\n");
    this.#rest = blocks.pop();
    return blocks.map(EventReader.#event).filter((event) => event.data !== "");
  }

  static #event(block) {
    const event = { event: "message", data: "" };
    for (const line of block.split("\n")) {
      const [, field, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
      if (field === "event") event.event = value;
      if (field === "data") event.data += (event.data ? "\n" : "") + value;
    }
    return event;
  }
}

export class Connection {
  #opened;
  #heard;
  #refused;
  #abort = null;
  #pause_ms = shortestPause_ms;
  #timer = null;
  /** Why the server opened no stream, in its own words; null while one is open. */
  problem = null;

  /**
   * `opened(page)` with the name of each new stream, null where it has none. `heard(event, body,
   * isFirst)` for each event; `isFirst` is true of the first one of its kind on a stream.
   * `refused(problem)` where the server wants a token.
   */
  constructor(opened, heard, refused) {
    this.#opened = opened;
    this.#heard = heard;
    this.#refused = refused;
  }

  /** Opens the stream; a stream that is open is given up first. */
  open() {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.#follow(abort).catch((error) => {
      if (abort.signal.aborted) return;
      this.problem = (error instanceof ServerProblem && error.problem) || null;
      if (error instanceof ServerProblem && error.status === 401) {
        this.#refused(error.problem);
      } else {
        this.#openLater();
      }
    });
  }

  async #follow(abort) {
    const answer = await request("/api/v1/events", {
      headers: { Accept: "text/event-stream" },
      signal: abort.signal,
    });
    if (abort.signal.aborted) return;
    this.problem = null;
    this.#opened(answer.headers.get("X-KMC-Page"));
    const reader = new EventReader();
    const stream = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    const kinds = new Set();
    for (;;) {
      const { value, done } = await stream.read();
      if (abort.signal.aborted) return;
      if (done) break;
      for (const { event, data } of reader.take(value)) {
        this.#pause_ms = shortestPause_ms;
        this.#heard(event, JSON.parse(data), !kinds.has(event));
        kinds.add(event);
      }
    }
    this.#openLater();
  }

  #openLater() {
    this.#timer = setTimeout(() => this.open(), this.#pause_ms);
    this.#pause_ms = Math.min(this.#pause_ms * 2, longestPause_ms);
  }
}
