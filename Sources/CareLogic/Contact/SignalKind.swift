/// The signals of a bed that speak for or against contact.
public enum SignalKind: Int, Codable, Sendable, CaseIterable {
  case clasp, electrode, force, motion, tilt, flow, warmth, skin
}
