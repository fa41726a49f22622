import CareModel

/// How much may wait in the outbox: beyond either limit the oldest detail goes.
///
/// Detail is what is not `OutgoingMessage.isKept`. It goes when a limit is passed by 1/64.
public struct OutboxLimit: Hashable, Sendable {
  public let days: Double
  /// On the disk, about.
  public let bytes: Int64

  /// A local choice: a season without a network, on the smallest card in use (8 GB).
  public static let standard = OutboxLimit(days: 90, bytes: 256 << 20)

  public init(days: Double, bytes: Int64) {
    // A century and a petabyte: far from where the arithmetic ends.
    self.days = days.isNaN ? 0 : min(max(days, 0), 36_500)
    self.bytes = min(max(bytes, 0), 1 << 50)
  }

  public var length: TimeLength { .hours(days * 24) }
}
