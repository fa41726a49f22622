import CareModel

/// The whole state of the core at one input, as opaque bytes, with its place in time.
///
/// Range: at most `stateLimitBytes` of state; the store keeps one row of it.
public struct StoredCheckpoint: Hashable, Sendable {
  /// A local choice: sixty times what four beds need, and far below what a commit can carry.
  public static let stateLimitBytes = 1 << 20

  /// The version of the state's encoding, known to whoever encodes it.
  public var version: Int
  /// The number of the last input that the state has seen.
  public var lastInput: Int64
  public var instant: Instant
  /// The kernel's identifier of its boot, to which `boottimeMilliseconds` belongs.
  public var machineBoot: String
  /// CLOCK_BOOTTIME when the state was taken, in milliseconds.
  public var boottimeMilliseconds: Int64
  public var wall: WallTime?
  public var quality: ClockQuality
  public var state: [UInt8]

  public init(
    version: Int, lastInput: Int64, instant: Instant, machineBoot: String,
    boottimeMilliseconds: Int64,
    wall: WallTime?, quality: ClockQuality, state: [UInt8]
  ) {
    self.version = version
    self.lastInput = lastInput
    self.instant = instant
    self.machineBoot = machineBoot
    self.boottimeMilliseconds = boottimeMilliseconds
    self.wall = wall
    self.quality = quality
    self.state = state
  }
}

/// What was found where the checkpoint is kept.
public enum CheckpointReading: Hashable, Sendable {
  /// No checkpoint was ever written, or the last one was set aside.
  case absent
  case found(StoredCheckpoint)
  /// Written by another version of the gateway.
  case unknownVersion(Int)
  /// The row is there and cannot be trusted.
  case unreadable(reason: String)
}
