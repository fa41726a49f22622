/// What else a connection tells, from its own thread; neither may wait.
public struct MQTTHooks: Sendable {
  /// A message on a topic that is subscribed to.
  public var onMessage: @Sendable (MQTTReceived) -> Void
  /// What is worth a line in the log and ends nothing.
  public var onNotice: @Sendable (String) -> Void

  public init(
    onMessage: @escaping @Sendable (MQTTReceived) -> Void = { _ in },
    onNotice: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.onMessage = onMessage
    self.onNotice = onNotice
  }
}
