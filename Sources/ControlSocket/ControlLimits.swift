/// What one client may cost the daemon; all defaults are local choices.
public struct ControlLimits: Hashable, Sendable {
  /// The longest request, its newline included.
  public var requestBytesMax = 64 * 1024
  /// How long a client may take to send its request: programs send it at once.
  public var requestWait = Duration.seconds(5)
  /// How long a client may read nothing of a whole reply: a pager left open, and no longer.
  public var stallMax = Duration.seconds(30)
  /// How many bytes of a stream may wait for one client: over ten seconds of a full ward.
  public var backlogBytesMax = 2 * 1024 * 1024
  /// How long a refused client may take to read why.
  public var refusalWait = Duration.seconds(1)

  public init() {}
}
