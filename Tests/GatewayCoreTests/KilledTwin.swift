import CareModel
import GatewayCore
import SimulatedWard
import TraceFormat

/// One infant's binder for days, fed to a gateway that may be killed, and saved as the daemon saves.
struct KilledTwin {
  static let infant: InfantIdentifier = "K-001"
  static let period = TimeLength.seconds(10)
  static let savesEvery = TimeLength.seconds(30)
  private static let midnight = WallTime(milliseconds: 1_767_225_600_000)

  private(set) var events: [CareEvent] = []
  /// From the last sample that was taken to the first after each kill.
  private(set) var away: [Range<Instant>] = []
  private var core: GatewayCore
  private var saved: (core: GatewayCore, events: Int)
  private var nextSave = Instant.zero
  private var lastSample = Instant.zero
  private var downUntil: Instant?
  private var downFrom = Instant.zero
  private var boots = 1

  init() {
    let ward = Ward(settings: CareSettings(), calendar: .utc, start: Self.midnight)
    core = Self.core(ward, lastInput: 0)
    saved = (core, 0)
    take(.ward(.assign(Assignment(infant: Self.infant, binder: "binder-1"))), at: .zero)
  }

  private static func core(_ ward: Ward, lastInput: Int64) -> GatewayCore {
    GatewayCore(ward: ward, ports: [], registry: LinkRegistry([:]), lastInput: lastInput)
  }

  /// Takes one sample; while the gateway is down it is lost.
  mutating func feed(_ reading: Reading, at now: Instant) throws {
    if let back = downUntil {
      if now < back { return }
      try restart(at: back)
      away.append(downFrom..<now)
    }
    if core.deadline <= now { take(.tick, at: now) }
    if nextSave <= now { save(at: now) }
    take(.ward(.sample(Sample(device: "binder-1", reading: reading))), at: now)
    lastSample = now
  }

  /// Ends the process at once; it comes back after `gap`.
  mutating func kill(at now: Instant, for gap: TimeLength) {
    guard downUntil == nil else { return }
    downUntil = now + gap
    downFrom = lastSample
  }

  mutating func finish(at end: Instant) throws {
    if let back = downUntil { try restart(at: min(back, end)) }
    for effect in core.finish(at: end) {
      if case .event(let event) = effect { events.append(event) }
    }
  }

  private mutating func restart(at back: Instant) throws {
    let checkpoint = try SavedCore(saved.core).checkpoint()
    events.removeSubrange(saved.events...)
    let ward = Ward(settings: CareSettings(), calendar: .utc, restoring: checkpoint.ward)
    core = Self.core(ward, lastInput: checkpoint.lastInput)
    downUntil = nil
    boots += 1
    take(.ward(.boot(BootIdentifier("b\(boots)"))), at: back)
  }

  private mutating func take(_ input: GatewayInput, at now: Instant) {
    var isUrgent = false
    for effect in core.step(input, at: now) {
      switch effect {
      case .event(let event):
        events.append(event)
        isUrgent = true
      case .transition: isUrgent = true
      case .announce: break
      case .taken, .notice, .send: break
      }
    }
    if isUrgent { save(at: now) }
  }

  private mutating func save(at now: Instant) {
    saved = (core, events.count)
    nextSave = now + Self.savesEvery
  }
}

/// A full binder's readings over days of care, drawn from a seed.
struct CareSamples {
  private var generator: SeededGenerator
  private(set) var isWorn = false
  /// How often care began or ended.
  private(set) var changes = 0
  private var until = Instant.zero
  private var inner = 22.0

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func reading(at now: Instant) -> Reading {
    if now >= until {
      isWorn.toggle()
      changes += 1
      until = now + .minutes(isWorn ? generator.uniform(40, 180) : generator.uniform(20, 90))
    }
    func about(_ value: Double, _ spread: Double) -> Double {
      value + generator.uniform(-spread, spread)
    }
    inner += ((isWorn ? 34.8 : 22.2) - inner) * 0.05
    var reading = Reading()
    reading.clasp = .value(isWorn)
    reading.contact = .value(ElectrodeLevel(about(isWorn ? 0.6 : 0.1, 0.03)))
    reading.force = .value(Newtons(about(isWorn ? 3 : 0.05, 0.05)))
    reading.tilt = .value(TiltDegrees(about(isWorn ? 48 : 3, 1)))
    reading.motion = .value(MilliG(about(isWorn ? 9 : 1.2, 1)))
    reading.inner = .value(Celsius(about(inner, 0.05)))
    reading.outer = .value(Celsius(about(22 + (inner - 22) * 0.4, 0.05)))
    return reading
  }
}
