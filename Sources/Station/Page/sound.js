// Alarm sound: bursts of pulses as IEC 60601-1-8 describes them, made by the browser itself.

const pitch_hz = 523.25;
/** A fundamental and the harmonics that let one hear where a sound comes from. */
const harmonics = [0, 1, 0.7, 0.6, 0.5, 0.4, 0.3];
const lookEvery_ms = 200;
/** A busy machine takes its time; nobody waits longer to hear whether it sounds. */
const wakesWithin_ms = 3000;
const checksWithin_ms = 5000;
/** The meter keeps more than half a second: no tone is missed between two looks. */
const meterSamples = 32768;
const lead_s = 0.06;

/** `starts_s` of each pulse from the burst's beginning, and when the next burst begins. */
const bursts = {
  high: { pulse_s: 0.15, starts_s: [0, 0.25, 0.5, 1, 1.25, 2, 2.25, 2.5, 3, 3.25], period_s: 6.4 },
  medium: { pulse_s: 0.2, starts_s: [0, 0.4, 0.8], period_s: 8 },
  low: { pulse_s: 0.2, starts_s: [0, 0.4], period_s: 20 },
  check: { pulse_s: 0.2, starts_s: [0, 0.4, 0.8], period_s: Infinity },
};

/** From the first of the three tones to the end of the last. */
const checkLasts_s = 1.1;

const loudness = { low: 1, medium: 2, high: 3 };

export class Sound {
  #context = null;
  #out = null;
  #meter = null;
  #wave = null;
  #priority = null;
  #nextAt_s = 0;
  #playing = [];
  #changed;
  #lastTime_s = -1;
  #stillSince_ms = performance.now();
  #isMoving = false;

  /** `changed()` when the state may look different. */
  constructor(changed) {
    this.#changed = changed;
    this.#make();
    // Browsers keep quiet until somebody touches the page.
    for (const gesture of ["pointerdown", "keydown", "touchend"]) {
      document.addEventListener(gesture, () => this.wake(), { capture: true, passive: true });
    }
    setInterval(() => this.#look(), lookEvery_ms);
  }

  /** `on`, `blocked` (waits for a gesture) or `broken` (the browser's clock of sound stands). */
  get state() {
    if (!this.#context) return "broken";
    if (this.#context.state !== "running") return "blocked";
    return this.#isMoving ? "on" : "broken";
  }

  #make() {
    if (!globalThis.AudioContext) return;
    this.#context = new AudioContext();
    const silence = new Float32Array(harmonics.length);
    this.#wave = this.#context.createPeriodicWave(silence, Float32Array.from(harmonics));
    this.#meter = this.#context.createAnalyser();
    this.#meter.fftSize = meterSamples;
    this.#out = this.#context.createGain();
    this.#out.gain.value = 0.8;
    this.#out.connect(this.#meter).connect(this.#context.destination);
    this.#context.addEventListener("statechange", () => this.#look());
  }

  /** Asks the browser to let it sound; it may say no. */
  async wake() {
    if (!this.#context) return;
    if (this.#context.state === "closed") this.#make();
    if (this.#context.state === "running") return;
    await Promise.race([
      this.#context.resume().catch((error) => console.warn(`sound: ${error.message}`)),
      new Promise((done) => setTimeout(done, wakesWithin_ms)),
    ]);
    this.#look();
  }

  /** What is to be heard from now on: a priority, or null for silence. */
  ring(priority) {
    if (priority === this.#priority) return;
    const isLouder = (loudness[priority] ?? 0) > (loudness[this.#priority] ?? 0);
    this.#priority = priority;
    if (priority === null || isLouder) {
      this.#hush();
      this.#nextAt_s = 0;
    }
    this.#look();
  }

  /** Plays three tones and listens to what goes out; true where they really went out. */
  async check() {
    await this.wake();
    if (this.#context?.state !== "running") return false;
    const begin_s = this.#context.currentTime;
    this.#play(bursts.check);
    const samples = new Float32Array(this.#meter.fftSize);
    const begin_ms = performance.now();
    let peak = 0;
    const hasPlayed = () => peak > 0.01 && this.#context.currentTime - begin_s > checkLasts_s;
    while (!hasPlayed() && performance.now() - begin_ms < checksWithin_ms) {
      await new Promise((done) => setTimeout(done, 100));
      this.#meter.getFloatTimeDomainData(samples);
      for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
    }
    return hasPlayed();
  }

  #look() {
    const before = this.state;
    const now_s = this.#context?.currentTime ?? 0;
    this.#noteTime(now_s);
    if (this.#priority && this.#context?.state === "running" && now_s >= this.#nextAt_s) {
      const burst = bursts[this.#priority];
      this.#play(burst);
      this.#nextAt_s = now_s + burst.period_s;
    }
    if (this.state !== before) this.#changed();
  }

  #noteTime(now_s) {
    if (now_s !== this.#lastTime_s) this.#stillSince_ms = performance.now();
    this.#lastTime_s = now_s;
    this.#isMoving = performance.now() - this.#stillSince_ms < 1500;
  }

  #play({ pulse_s, starts_s }) {
    const begin_s = this.#context.currentTime + lead_s;
    for (const start_s of starts_s) this.#pulse(begin_s + start_s, pulse_s);
  }

  #pulse(start_s, length_s) {
    const tone = this.#context.createOscillator();
    const shape = this.#context.createGain();
    tone.setPeriodicWave(this.#wave);
    tone.frequency.value = pitch_hz;
    // Rises and falls within a fifth of the pulse: no click, no start.
    shape.gain.setValueAtTime(0, start_s);
    shape.gain.linearRampToValueAtTime(0.5, start_s + length_s * 0.15);
    shape.gain.setValueAtTime(0.5, start_s + length_s * 0.8);
    shape.gain.linearRampToValueAtTime(0, start_s + length_s);
    tone.connect(shape).connect(this.#out);
    tone.start(start_s);
    tone.stop(start_s + length_s + 0.02);
    this.#playing.push(tone);
    tone.addEventListener("ended", () => {
      this.#playing = this.#playing.filter((other) => other !== tone);
    });
  }

  #hush() {
    for (const tone of this.#playing) tone.disconnect();
    this.#playing = [];
  }
}
