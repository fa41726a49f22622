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

  public init(drawnWith generator: inout SeededGenerator) {
    room = RoomParameters(drawnWith: &generator)
    infant = InfantParameters(roomTarget: room.target, drawnWith: &generator)
    binder = BinderParameters(drawnWith: &generator)
    electrode = ElectrodeParameters(drawnWith: &generator)
    probe = ProbeParameters(drawnWith: &generator)
    battery = BatteryParameters(drawnWith: &generator)
  }
}
