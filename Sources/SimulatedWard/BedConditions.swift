/// What holds on a bed between two changes of its script.
struct BedConditions: Hashable, Sendable {
  /// Seconds after the start from which this holds.
  var fromSecond: Int
  var kind: CarePhase.Kind
  var heat: BinderHeat
  var posture: CaregiverPosture
  var postureTilt: Double
  /// Share of the electrode that skin covers, 0 to 1.
  var coverage: Double
  /// Since when electrode and strap settle, in seconds after the start, and how long.
  var settlesFromSecond = 0
  var settlingLength = 0
  /// Somebody is putting the binder on or off, or moves the infant.
  var isHandled: Bool
  /// The strap is loose while the infant is laid anew.
  var isLoosened = false
  /// Somebody pushes against a binder that nobody wears.
  var isBumped = false
  /// From the infant's skin to the air around it and to the caregiver, in watt a kelvin.
  var roomConductance: Double
  var caregiverConductance: Double
  /// Air of an incubator around the infant, in degrees C; nil for the room's.
  var infantAir: Double?
  /// What lies over a seated probe, and what a fallen one lies in: shares of the way from the air to
  /// the skin, 0 to 1.
  var probeCover: Double
  var fallenShare: Double
  var isProbeSeated: Bool
  /// Degrees C that the room tends to while its heater is off; nil while it runs.
  var unheatedTarget: Double?
  var isDoorOpen: Bool

  var isContact: Bool { kind == .contact }
  var isClasped: Bool { kind.isClasped }

  /// How far electrode and strap have settled at a second, 0 to 1.
  func settled(atSecond second: Int) -> Double {
    let elapsed = second - settlesFromSecond
    guard elapsed < settlingLength else { return 1 }
    return 0.15 + 0.85 * Double(max(0, elapsed)) / Double(settlingLength)
  }
}
