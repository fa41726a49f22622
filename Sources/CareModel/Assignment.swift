/// Who has the infant on the chest.
public enum Provider: String, Codable, Sendable, CaseIterable {
  case mother, father, family, unknown
}

/// Which devices watch one infant, and where it lies.
public struct Assignment: Hashable, Codable, Sendable {
  public var infant: InfantIdentifier
  public var bed: String?
  public var binder: DeviceIdentifier?
  public var probe: DeviceIdentifier?
  /// The ward thermometer of the infant's room.
  public var room: DeviceIdentifier?
  public var provider: Provider
  /// When the infant was born, as people entered it; only ages are computed from it.
  public var born: WallTime?

  public init(
    infant: InfantIdentifier, bed: String? = nil, binder: DeviceIdentifier? = nil,
    probe: DeviceIdentifier? = nil, room: DeviceIdentifier? = nil, provider: Provider = .unknown,
    born: WallTime? = nil
  ) {
    self.infant = infant
    self.bed = bed
    self.binder = binder
    self.probe = probe
    self.room = room
    self.provider = provider
    self.born = born
  }
}
