import SimulatedWard

/// What a bed is promised, by what it can measure.
public enum Promise: Hashable, Sendable {
  case fullBinder, claspAndProbe
  /// Nothing can be decided: all of it has to be unobserved.
  case unobserved
  /// Figures are shown, no goal is set.
  case none
}

extension BedEquipment {
  /// A binder with all its sensors is a full one, whatever else the bed has.
  public var promise: Promise {
    switch self {
    case .fullBinder, .fullBinderAlone, .withoutProbe, .withoutRoom: .fullBinder
    case .claspAndProbe: .claspAndProbe
    case .claspAlone: .unobserved
    case .claspAndElectrode, .claspElectrodeAndProbe, .facesAndMotion, .innerFaceAndRoom,
      .withoutTiltAndForce, .withoutElectrode:
      .none
    }
  }

  /// Without clasp and electrode, contact means that the binder is worn, by whomever.
  public var findsWorn: Bool { binder.isDisjoint(with: [.clasp, .contact]) }
}
