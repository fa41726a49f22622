/// The signals of a bed that speak for or against contact.
public enum SignalKind: Int, Codable, Sendable, CaseIterable {
  case clasp, electrode, force, motion, tilt, flow, warmth, skin

  /// How much of one sensor it is: flow and warmth say what one face reads, and its fault must not
  /// count twice.
  var sensorShare: Double { self == .flow || self == .warmth ? 0.5 : 1 }
}
