import CareModel

/// What a worn binder's levels say of whose skin lies on the electrode: each counts once, as it is of late.
///
/// How tight the strap is, how warm the face becomes and where the infant's skin levels off was drawn
/// once, when the binder was put on: an hour of it says no more than some minutes. So the evidence of
/// a step is the change of what is said, and the sum of all steps is what is said now.
struct OnSkinSigns: Hashable, Codable, Sendable {
  private var force = 0.0
  private var flow = 0.0
  private var warmth = 0.0
  private var skin = 0.0

  /// Takes what `kind` says, in nats for an empty binder; returns by how much it says more than before.
  mutating func follow(
    _ kind: SignalKind, _ nats: Double, over seconds: Double, _ settings: ContactModelSettings
  ) -> Double {
    let nats = nats * kind.sensorShare
    return switch kind {
    case .clasp, .electrode, .motion, .tilt: 0
    case .force: Self.move(&force, to: nats, seconds, settings.strapSettles)
    case .flow: Self.move(&flow, to: nats, seconds, settings.levelSettles)
    case .warmth: Self.move(&warmth, to: nats, seconds, settings.levelSettles)
    case .skin: Self.move(&skin, to: nats, seconds, settings.levelSettles)
    }
  }

  private static func move(
    _ said: inout Double, to nats: Double, _ seconds: Double, _ settles: TimeLength
  ) -> Double {
    let before = said
    said += seconds / (seconds + settles.seconds) * (nats - said)
    // Evidence is kept in hundredths: differences of what was rounded lose nothing over the steps.
    return rounded(said) - rounded(before)
  }

  private static func rounded(_ nats: Double) -> Double { (nats * 100).rounded() / 100 }
}
