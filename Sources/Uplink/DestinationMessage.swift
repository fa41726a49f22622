/// One message as a destination is handed it.
public struct DestinationMessage: Hashable, Sendable {
  /// Names the message in acknowledgements: the row's number in the outbox, 1 or more; negative
  /// for one that is not queued (a health figure, a reading), whose acknowledgement nobody awaits.
  public var number: Int64
  /// The topic below `kmc/v1/<site>/<ward>/<hub>/`: "day", "session", "alarm", "health", "reading".
  public var topicSuffix: String
  /// A JSON document in UTF-8.
  public var body: [UInt8]
  public var delivery: DeliveryPromise
  /// The broker keeps it for those who subscribe later.
  public var isRetained: Bool
  /// How long the broker may hold it for a subscriber that is away, in seconds; nil: for ever.
  public var expirySeconds: UInt32?

  public init(
    number: Int64, topicSuffix: String, body: [UInt8],
    delivery: DeliveryPromise = .atLeastOnce, isRetained: Bool = false,
    expirySeconds: UInt32? = nil
  ) {
    self.number = number
    self.topicSuffix = topicSuffix
    self.body = body
    self.delivery = delivery
    self.isRetained = isRetained
    self.expirySeconds = expirySeconds
  }
}
