/// A message that came on a topic that is subscribed to.
public struct MQTTReceived: Hashable, Sendable {
  public var topic: String
  public var body: [UInt8]
  /// The broker had kept it; with `MQTTSettings.showsRetained`, also: it was sent to be kept.
  public var isRetained: Bool

  public init(topic: String, body: [UInt8], isRetained: Bool = false) {
    self.topic = topic
    self.body = body
    self.isRetained = isRetained
  }
}
