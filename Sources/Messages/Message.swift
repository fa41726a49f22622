import CareModel

/// One message: its topic's last part, its identity and its JSON text.
public struct Message: Hashable, Sendable {
  public var kind: MessageKind
  /// Deterministic: the same event always has the same one, so that a receiver drops repeats.
  public var identifier: String
  public var at: Instant
  /// One JSON object on one line, without a line end.
  public var body: String

  /// True for what is never given up to make room.
  public var isKept: Bool { kind.isKept }
}
