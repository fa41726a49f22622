import CareModel
import TestSupport

@testable import CareLogic

/// One bed's binder as a detector sees it: situations one after another, at one period.
///
/// A few lines of physics with constants of their own: faces that warm up with one time constant, an
/// electrode with an offset and a gain, a strap, movement.
struct BinderRun {
  enum Situation: Equatable {
    case contact
    /// In contact, with the electrode off the skin.
    case lifted
    case wrapped, wornEmpty, lying, incubator, sun, open
    /// Worn without the infant, and the electrode lies on the caregiver's own skin.
    case wornOnSkin
    /// The infant lies on the open binder in its cot, and moves.
    case openUnderInfant
    /// Clasped, tight and moving, in skin contact by the electrode, and as cold as the room.
    case senseless

    var isWorn: Bool {
      [.contact, .lifted, .wrapped, .wornEmpty, .wornOnSkin, .senseless].contains(self)
    }
  }

  /// Which of its sensors a binder has, or which of them goes wild.
  struct Sensors: OptionSet, Sendable, CustomStringConvertible {
    let rawValue: Int
    static let clasp = Sensors(rawValue: 1)
    static let electrode = Sensors(rawValue: 2)
    static let force = Sensors(rawValue: 4)
    static let motion = Sensors(rawValue: 8)
    static let tilt = Sensors(rawValue: 16)
    static let inner = Sensors(rawValue: 32)
    static let outer = Sensors(rawValue: 64)
    static let faces: Sensors = [.inner, .outer]
    static let full: Sensors = [.clasp, .electrode, .force, .motion, .tilt, .faces]

    var description: String {
      let names = ["clasp", "electrode", "force", "motion", "tilt", "inner", "outer"]
      return names.indices.filter { rawValue & (1 << $0) != 0 }.map { names[$0] }
        .joined(separator: "+")
    }
  }

  struct Decided {
    var change: ContactChange
    /// When it was known.
    var second: Double
  }

  var settings = CareSettings()
  var detector: ContactDetector
  var sensors = Sensors.full
  var wild: Sensors = []
  var period = 5.0
  var electrodeOff = 0.08
  var electrodeOn = 0.6
  /// What a broken electrode reads, whatever touches it.
  var brokenElectrode: Double?
  /// What a broken strap sensor reads.
  var brokenForce: Double?
  /// The electrode's smallest step; 0 for none.
  var electrodeScale = 0.0
  var creepPerHour = 0.02
  /// Where the inner face levels off on a chest.
  var wornInner = 33.0
  var room: Double? = 23
  var isClaspStuck = false
  var isClaspStuckOpen = false
  var isProbeSeated = true
  private(set) var second = 0.0
  private(set) var decided: [Decided] = []
  private var inner: Double
  private var outer: Double
  private var wornSince = 0.0
  private var generator: SeededGenerator

  init(seed: UInt64 = 9) {
    detector = ContactDetector(startingAt: .zero, reason: "not heard yet", settings: settings)
    generator = SeededGenerator(seed: seed)
    inner = 23
    outer = 23
  }

  var changes: [ContactChange] { decided.map(\.change) }

  mutating func run(_ situation: Situation, minutes: Double) {
    let end = second + minutes * 60
    while second < end - 1e-6 {
      second += period
      observe(situation)
    }
  }

  /// One reading with the clasp the wrong way round.
  mutating func flickerClasp(in situation: Situation) {
    second += period
    observe(situation, isClaspFlipped: true)
  }

  mutating func settle() { note(detector.settle(settings: settings)) }

  mutating func lose(_ reason: String) { note(detector.lose(reason: reason, settings: settings)) }

  private mutating func note(_ changes: [ContactChange]) {
    for change in changes { decided.append(Decided(change: change, second: second)) }
  }

  private mutating func observe(_ situation: Situation, isClaspFlipped: Bool = false) {
    warm(situation)
    var reading = reading(situation)
    if isClaspFlipped, let isClosed = reading.clasp.value { reading.clasp = .value(!isClosed) }
    let now = Instant(seconds: second)
    guard detector.take(reading, at: now, settings: settings) else { return }
    note(
      detector.step(surroundings(situation), at: now, settings: settings))
  }

  private mutating func surroundings(_ situation: Situation) -> ContactSurroundings {
    let skin = [.contact, .lifted, .wrapped].contains(situation) ? 36.7 : 36.3
    return ContactSurroundings(
      seatedSkin: isProbeSeated ? Celsius(skin + 0.03 * noise()) : nil,
      room: room.map { Celsius($0 + 0.1 * noise()) })
  }

  /// The faces tend to where the situation puts them; padding takes minutes.
  private mutating func warm(_ situation: Situation) {
    let air = room ?? 23
    let targets: (inner: Double, outer: Double) =
      switch situation {
      case .contact, .lifted: (wornInner, air + 0.4 * (wornInner - air))
      case .wrapped: (air + 0.75 * (wornInner - air), air + 0.3 * (wornInner - air))
      case .wornOnSkin: (air + 0.82 * (wornInner - air), air + 0.34 * (wornInner - air))
      case .wornEmpty: (air + 0.7 * (wornInner - air), air + 0.3 * (wornInner - air))
      case .lying, .open, .senseless: (air, air)
      case .incubator: (33, 33)
      case .openUnderInfant: (air + 0.7 * (wornInner - air), air)
      case .sun: (34, 37)
      }
    inner += (targets.inner - inner) * period / (period + 240)
    outer += (targets.outer - outer) * period / (period + 300)
    if situation == .contact || situation == .lifted { return }
    wornSince = second
  }

  private mutating func reading(_ situation: Situation) -> Reading {
    let isWorn = situation.isWorn
    let creep = creepPerHour * (second - wornSince) / 3600
    let covered: Double =
      switch situation {
      case .contact, .wornOnSkin, .senseless: 1
      case .wrapped: 0.15
      default: 0
      }
    let electrode = electrodeOff + creep + (electrodeOn - electrodeOff) * covered
    let isEmpty = situation == .wornEmpty || situation == .wornOnSkin
    let force = isEmpty ? 1.2 : isWorn ? 2.6 : 0.05
    let motion =
      isWorn || situation == .openUnderInfant
      ? 8 * powerOfE(0.6 * noise()) : 0.9 * powerOfE(0.2 * noise())
    let isOpened = situation == .open || situation == .openUnderInfant
    let isClosed = (!isOpened || isClaspStuck) && !isClaspStuckOpen
    var reading = Reading()
    if sensors.contains(.clasp) {
      reading.clasp = .value(wild.contains(.clasp) ? drawn(0, 1) < 0.5 : isClosed)
    }
    if sensors.contains(.electrode) {
      let level = wild.contains(.electrode) ? drawn(0, 1) : electrode + 0.015 * noise()
      let shown = electrodeScale > 0 ? (level / electrodeScale).rounded() * electrodeScale : level
      reading.contact = .value(ElectrodeLevel(brokenElectrode ?? min(1, max(0, shown))))
    }
    if sensors.contains(.force) {
      let tension = wild.contains(.force) ? drawn(0, 6) : force + 0.15 * noise()
      reading.force = .value(Newtons(brokenForce ?? max(0, tension)))
    }
    if sensors.contains(.motion) {
      reading.motion = .value(
        MilliG(wild.contains(.motion) ? powerOfE(drawn(-2, 4.5)) : motion))
    }
    if sensors.contains(.tilt) {
      let sway = isWorn ? 1.5 * noise() : 0.1 * noise()
      reading.tilt = .value(
        TiltDegrees(wild.contains(.tilt) ? drawn(0, 90) : (isWorn ? 50 : 5) + sway))
    }
    let jump = wild.contains(.inner) ? drawn(-6, 6) : 0.05 * noise()
    if sensors.contains(.inner) { reading.inner = .value(Celsius(inner + jump)) }
    if sensors.contains(.outer) { reading.outer = .value(Celsius(outer + 0.05 * noise())) }
    return reading
  }

  private mutating func drawn(_ low: Double, _ high: Double) -> Double {
    .random(in: low...high, using: &generator)
  }

  /// Roughly a bell curve of spread one.
  private mutating func noise() -> Double {
    (0..<4).reduce(0) { sum, _ in sum + drawn(-0.87, 0.87) }
  }

  /// What was decided, with the boundary in whole seconds.
  var story: String {
    decided.map {
      "\($0.change.state) from \(Int($0.change.from.seconds)) known at \(Int($0.second))"
    }.joined(separator: "; ")
  }
}
