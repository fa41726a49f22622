import Foundation

/// One bed's trace, made by hand: levels for each phase, faces that follow them slowly, no chance.
struct SituationTrace {
  /// What a binder measures while one thing goes on; nil is a signal that it does not have.
  struct Phase {
    var minutes: Double
    var clasp: Bool? = true
    var electrode: Double?
    var force: Double?
    var motion: Double?
    var tilt: Double?
    /// Where the faces tend to, in degrees C.
    var inner: Double?
    var outer: Double?
    var skin: Double?

    /// A binder without electrode, strap sensor, buckle switch and tilt, and no probe.
    var withFacesAndMotion: Phase {
      Phase(minutes: minutes, clasp: nil, motion: motion, inner: inner, outer: outer)
    }

    /// The cheapest binder: one switch; the infant has its probe.
    var withClaspAndProbe: Phase { Phase(minutes: minutes, clasp: clasp, skin: skin) }

    func lasting(_ minutes: Double) -> Phase {
      var phase = self
      phase.minutes = minutes
      return phase
    }
  }

  private static let room = 20.0
  private static let header = """
    {"trace":1,"start":"2026-01-10T00:00:00Z","timezone":"Asia/Shanghai",\
    "dyads":[{"infant":"K-001","binder":"binder-1","probe":"probe-1","room":"room-1"}]}
    """

  private var lines = [Self.header]
  private var second = 0.0
  private var inner = Self.room
  private var outer = Self.room
  private var skin = 36.1

  init(_ phases: [Phase]) { for phase in phases { add(phase) } }

  var text: String { lines.joined(separator: "\n") + "\n" }

  private mutating func add(_ phase: Phase) {
    let end = second + phase.minutes * 60
    while second < end {
      inner += Self.period / 400 * ((phase.inner ?? Self.room) - inner)
      outer += Self.period / 600 * ((phase.outer ?? Self.room) - outer)
      skin += Self.period / 1200 * ((phase.skin ?? skin) - skin)
      lines.append(binder(phase))
      if phase.skin != nil { add("probe-1", "\"temp_c\":\(Self.shown(skin, 2))") }
      if second.truncatingRemainder(dividingBy: 60) == 0 { add("room-1", "\"temp_c\":20.0") }
      second += Self.period
    }
  }

  private mutating func add(_ device: String, _ fields: String) {
    lines.append("{\"t\":\(second),\"device\":\"\(device)\",\(fields)}")
  }

  private func binder(_ phase: Phase) -> String {
    // Small, never the same for long, and the same in every run.
    let wave = sin(second / 17) + sin(second / 5.3)
    var fields = phase.clasp.map { ["\"clasp\":\($0)"] } ?? []
    func add(_ key: String, _ value: Double?, _ decimals: Int) {
      if let value { fields.append("\"\(key)\":\(Self.shown(value, decimals))") }
    }
    add("contact", phase.electrode.map { $0 + 0.01 * wave }, 3)
    add("force_n", phase.force.map { max(0, $0 + 0.05 * wave) }, 2)
    let sway = second.truncatingRemainder(dividingBy: 60) < 30 ? 0.4 : -0.4
    add("tilt_deg", phase.tilt.map { $0 + ((phase.motion ?? 0) - 1) * sway }, 1)
    add("motion_mg", phase.motion.map { $0 * (1 + 0.3 * wave) }, 2)
    add("inner_c", phase.inner.map { _ in inner + 0.02 * wave }, 2)
    add("outer_c", phase.outer.map { _ in outer - 0.02 * wave }, 2)
    return "{\"t\":\(second),\"device\":\"binder-1\",\(fields.joined(separator: ","))}"
  }

  /// In seconds.
  private static let period = 5.0

  private static func shown(_ value: Double, _ decimals: Int) -> String {
    String(format: "%.\(decimals)f", value)
  }
}

extension SituationTrace.Phase {
  static let open = Self(
    minutes: 60, clasp: false, electrode: 0.12, force: 0, motion: 1, tilt: 3, inner: 20.2,
    outer: 20.1, skin: 36.1)
  static let contact = Self(
    minutes: 60, electrode: 0.58, force: 3, motion: 9, tilt: 48, inner: 33.9, outer: 28.1,
    skin: 36.6)
  /// The infant turns: no skin at the electrode, all else as it was.
  static let shifting = Self(
    minutes: 0.5, electrode: 0.13, force: 2.9, motion: 14, tilt: 49, inner: 33.9, outer: 28.1,
    skin: 36.6)
  static let wrapped = Self(
    minutes: 60, electrode: 0.2, force: 2.8, motion: 8, tilt: 45, inner: 30.2, outer: 26, skin: 36.5
  )
  static let wornEmpty = Self(
    minutes: 45, electrode: 0.13, force: 1, motion: 20, tilt: 70, inner: 29, outer: 25.5, skin: 36.1
  )
  static let onChair = Self(
    minutes: 60, electrode: 0.12, force: 0.1, motion: 1, tilt: 10, inner: 20.2, outer: 20.1,
    skin: 36.1)
  /// With its inner face on the mattress, and without a probe.
  static let inIncubator = Self(
    minutes: 60, electrode: 0.12, force: 0.1, motion: 1, tilt: 2, inner: 34, outer: 35)
  /// Lying with its outer face up, which therefore is the warmer.
  static let inSun = Self(
    minutes: 60, electrode: 0.12, force: 0.1, motion: 1, tilt: 2, inner: 33, outer: 40, skin: 36.1)

  /// Buckle, strap and motion say that nobody wears it; electrode and faces that somebody does.
  static let contradiction = Self(
    minutes: 30, clasp: false, electrode: 0.58, force: 0, motion: 1, tilt: 3, inner: 33.9,
    outer: 28.1, skin: 36.6)
}
