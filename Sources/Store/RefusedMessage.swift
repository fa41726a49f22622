import CareModel

/// A message that a destination will never take, set aside with its reason.
public struct RefusedMessage: Hashable, Sendable {
  public var destination: String
  public var reason: String
  public var row: OutboxRow
}
