import CareModel

/// How a lamp or a buzzer tells a priority apart from another, after IEC 60601-1-8.
public enum SignalPattern: Hashable, Sendable, CaseIterable {
  /// Buzzer: two groups of five pulses, again and again.
  case highBurst
  /// Buzzer: three pulses, again and again.
  case mediumBurst
  /// Buzzer: two pulses, seldom.
  case lowBurst
  /// Lamp: quick flashes.
  case highFlash
  /// Lamp: slow flashes.
  case mediumFlash
  /// Lamp: steady light.
  case lowLight

  /// The name in docs/ALARMS.md.
  public var name: String {
    switch self {
    case .highBurst: "high-priority burst"
    case .mediumBurst: "medium-priority burst"
    case .lowBurst: "low-priority burst"
    case .highFlash: "high-priority flash"
    case .mediumFlash: "medium-priority flash"
    case .lowLight: "low-priority light"
    }
  }

  public static func burst(_ priority: AlarmPriority) -> SignalPattern {
    switch priority {
    case .high: .highBurst
    case .medium: .mediumBurst
    case .low: .lowBurst
    }
  }

  public static func flash(_ priority: AlarmPriority) -> SignalPattern {
    switch priority {
    case .high: .highFlash
    case .medium: .mediumFlash
    case .low: .lowLight
    }
  }
}
