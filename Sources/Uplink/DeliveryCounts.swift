/// What a delivery has done since the start of the gateway.
public struct DeliveryCounts: Hashable, Sendable {
  /// Handed over, those that were sent again included.
  public var sent = 0
  public var acknowledged = 0
  public var refused = 0
  /// Acknowledged although they were not under way: repeats, or of a connection before.
  public var unexpected = 0
  /// How often a connection came about.
  public var connections = 0

  public init() {}
}
