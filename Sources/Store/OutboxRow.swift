import CareModel

/// One message as it waits in the outbox.
public struct OutboxRow: Hashable, Sendable {
  /// Follows insertion; never used again, not even by a database that was begun anew.
  public var number: Int64
  public var kind: OutgoingMessage.Kind
  public var identifier: String
  public var instant: Instant
  public var body: [UInt8]

  public init(
    number: Int64, kind: OutgoingMessage.Kind, identifier: String, instant: Instant, body: [UInt8]
  ) {
    self.number = number
    self.kind = kind
    self.identifier = identifier
    self.instant = instant
    self.body = body
  }
}
