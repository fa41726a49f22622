import CareModel

/// One message for places outside the ward, committed together with what made it.
public struct OutgoingMessage: Hashable, Sendable {
  /// Under which topic it goes out.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case day, session, alarm, health
  }

  /// What one row may hold: 64 KiB, some forty times the longest message of this release.
  public static let bodyLimitBytes = 64 << 10

  public var kind: Kind
  /// Names it for whoever receives it: the same message has the same name after any restart.
  public var identifier: String
  /// True for alarms and day summaries, which are never thinned.
  public var isKept: Bool
  public var instant: Instant
  /// A JSON document in UTF-8. Range: at most `bodyLimitBytes`.
  public var body: [UInt8]
  /// True for the end of an alarm: told past a disk that fails, it would be undone by a power cut,
  /// and whoever had heard it would not look again. It is not part of the row.
  public var waitsForDisk = false

  public init(
    kind: Kind, identifier: String, isKept: Bool, instant: Instant, body: [UInt8]
  ) {
    self.kind = kind
    self.identifier = identifier
    self.isKept = isKept
    self.instant = instant
    self.body = body
  }

  /// What its row takes on the disk, in bytes, about: the name stands in the index once more.
  public var storedBytes: Int64 { Int64(body.count + 2 * identifier.utf8.count + 40) }

  var isStorable: Bool {
    body.count <= Self.bodyLimitBytes
      && (1...Self.identifierLimitBytes).contains(
        identifier.utf8.count)
  }

  private static let identifierLimitBytes = 512
}
