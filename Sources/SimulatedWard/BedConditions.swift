/// What holds on a bed between two changes of its script.
struct BedConditions: Hashable, Sendable {
  enum Binder: Hashable, Sendable {
    case worn, openUnderInfant, putAway, onChair
  }

  /// Seconds after the start from which this holds.
  var fromSecond: Int
  var binder: Binder
  var posture: CaregiverPosture
  var postureTilt: Double
  /// Share of the electrode that skin covers, 0 to 1.
  var coverage: Double
  /// Somebody is putting the binder on or off, or moves the infant.
  var isHandled: Bool
  /// From the infant's skin to the room and to the caregiver, in watt a kelvin.
  var roomConductance: Double
  var caregiverConductance: Double
  var isProbeSeated: Bool
  /// Degrees C that the room tends to while its heater is off; nil while it runs.
  var unheatedTarget: Double?
  var isDoorOpen: Bool

  var isContact: Bool { binder == .worn }
  var isClasped: Bool { binder == .worn || binder == .onChair }
}
