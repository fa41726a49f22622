import CareLogic
import CareModel
import TestSupport

/// One bed's binder as a detector sees it: situations one after another, at one period.
struct BinderRun {
  /// What happens to a binder, with everything that it can measure.
  enum Situation {
    case worn, open, onChair
    /// Clasped around an infant that is wrapped in cloth: warm and moving, but no skin.
    case wrapped
    /// Nothing fits together: buckled, tight and moving, but cold and off the skin.
    case contradictory
  }

  /// Which of its sensors a binder has.
  struct Sensors: OptionSet, Sendable {
    let rawValue: Int
    static let clasp = Sensors(rawValue: 1)
    static let electrode = Sensors(rawValue: 2)
    static let force = Sensors(rawValue: 4)
    static let motion = Sensors(rawValue: 8)
    static let faces = Sensors(rawValue: 16)
    static let full: Sensors = [.clasp, .electrode, .force, .motion, .faces]
  }

  var detector = ContactDetector(startingAt: .zero, reason: "not heard yet")
  var settings = CareSettings()
  var sensors = Sensors.full
  var period = 5.0
  /// The electrode gives `offset + gain * covering`.
  var gain = 0.6
  var offset = 0.05
  var claspIsStuck = false
  var seatedSkin: Double?
  var room: Double? = 24
  var second = 0.0
  private(set) var changes: [ContactChange] = []
  private var inner = 24.0
  private var generator = SeededGenerator(seed: 9)

  mutating func run(_ situation: Situation, minutes: Double) {
    let end = second + minutes * 60
    while second < end {
      second += period
      observe(situation)
    }
  }

  private mutating func observe(_ situation: Situation) {
    var reading = Reading()
    let noise = Double.random(in: -1...1, using: &generator)
    let isWorn = situation == .worn
    let isWarm = isWorn || situation == .wrapped
    let isTight = isWarm || situation == .contradictory
    inner += ((isWarm ? 34.8 : 24.2) - inner) * min(1, period / 240)
    if sensors.contains(.clasp) {
      reading.clasp = .value(claspIsStuck || situation != .open)
    }
    if sensors.contains(.electrode) {
      let covering = isWorn ? 0.9 : 0.06
      reading.contact = .value(ElectrodeLevel(offset + gain * covering + 0.01 * noise))
    }
    if sensors.contains(.force) { reading.force = .value(Newtons(isTight ? 2.8 : 0.1)) }
    if sensors.contains(.motion) {
      reading.motion = .value(MilliG(isTight ? 9 + 2 * noise : 1 + 0.2 * noise))
    }
    if sensors.contains(.faces) {
      reading.inner = .value(Celsius(inner + 0.05 * noise))
      reading.outer = .value(Celsius(24 + (inner - 24) * 0.3))
    }
    let surroundings = ContactEvidence.Surroundings(
      seatedSkin: seatedSkin.map { Celsius($0) }, room: room.map { Celsius($0) })
    let change = detector.observe(
      reading, surroundings, at: Instant(seconds: second), settings: settings)
    if let change { changes.append(change) }
  }

  mutating func lose(_ reason: String) {
    if let change = detector.lose(reason: reason) { changes.append(change) }
  }

  /// What was decided, with the boundary in whole seconds.
  var story: [String] { changes.map { "\($0.state) from \(Int($0.from.seconds))" } }

  func isDecided(_ states: [ContactState], from seconds: [Double], within tolerance: Double) -> Bool
  {
    changes.map(\.state) == states
      && zip(changes, seconds).allSatisfy { abs($0.from.seconds - $1) <= tolerance }
  }
}
