import CareModel

/// Samples of about a minute, packed by whoever knows their layout.
///
/// `boot` and `sequence` name it: to commit it again changes nothing. The oldest are thinned.
public struct SampleBlock: Hashable, Sendable {
  /// Counts the blocks of one boot. Range: `StoredEvent.sequenceRange`.
  public var sequence: Int64
  public var boot: BootIdentifier
  public var from: Instant
  public var to: Instant
  /// How many samples the payload holds.
  public var count: Int
  public var payload: [UInt8]

  public init(
    sequence: Int64, boot: BootIdentifier, from: Instant, to: Instant, count: Int, payload: [UInt8]
  ) {
    self.sequence = sequence
    self.boot = boot
    self.from = from
    self.to = to
    self.count = count
    self.payload = payload
  }
}

/// How many sample blocks are kept: the oldest go when either limit is passed by 1/64.
public struct SampleLimit: Hashable, Sendable {
  public let days: Double
  public let payloadBytes: Int64

  /// A local choice: a month at 8 readings a second, on the smallest card in use (8 GB).
  public static let standard = SampleLimit(days: 30, payloadBytes: 512 << 20)

  public init(days: Double, payloadBytes: Int64) {
    // A century and a petabyte: far from where the arithmetic ends.
    self.days = min(max(days, 0), 36_500)
    self.payloadBytes = min(max(payloadBytes, 0), 1 << 50)
  }

  var length: TimeLength { .hours(days * 24) }
}
