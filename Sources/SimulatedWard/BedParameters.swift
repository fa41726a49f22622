/// Everything about one bed that stays the same all day, drawn from ranges by the seed.
///
/// Heat flows are first-order circuits: capacities in joule a kelvin, conductances in watt a
/// kelvin.
public struct BedParameters: Hashable, Sendable {
  public var infant: InfantParameters
  public var room: RoomParameters
  public var binder: BinderParameters
  public var electrode: ElectrodeParameters
  public var probe: ProbeParameters
  public var battery: BatteryParameters
  public var warmth: WarmthParameters
  /// Nil on a bed of the demo, where a few plain levels stand for it.
  public var motion: MotionParameters?

  /// The narrow ranges of the demo, in which every bed is comfortable.
  public init(drawnWith generator: inout SeededGenerator) {
    // What the demo has no use for is drawn aside, so that its days stay as they are.
    var aside = generator
    room = RoomParameters(drawnWith: &generator)
    infant = InfantParameters(roomTarget: room.target, drawnWith: &generator)
    binder = BinderParameters(drawnWith: &generator)
    electrode = ElectrodeParameters(drawnWith: &generator)
    probe = ProbeParameters(drawnWith: &generator)
    battery = BatteryParameters(drawnWith: &generator)
    var other = SeededGenerator(seed: aside.next(), stream: 1)
    warmth = WarmthParameters(room: room, binder: binder, drawnWith: &other)
    motion = nil
  }

  /// All that devices, wards and people differ by, for an honest evaluation.
  ///
  /// The room's target is in degrees C, 8 to 34; nil draws one from 18 to 27.
  public init(wideDrawnWith generator: inout SeededGenerator, roomTarget: Double? = nil) {
    let drawnTarget = generator.uniform(18, 27)
    room = RoomParameters(wideTarget: roomTarget ?? drawnTarget, drawnWith: &generator)
    infant = InfantParameters(wideRoomTarget: room.target, drawnWith: &generator)
    binder = BinderParameters(wideInfant: infant, room: room, drawnWith: &generator)
    electrode = ElectrodeParameters(wideDrawnWith: &generator)
    probe = ProbeParameters(wideDrawnWith: &generator)
    battery = BatteryParameters(drawnWith: &generator)
    warmth = WarmthParameters(room: room, binder: binder, drawnWith: &generator)
    motion = MotionParameters(wideDrawnWith: &generator)
  }
}
