import CareModel
import Messages
import StationModel

/// The ward as a hub shows it at one moment.
public struct RelayedView: Hashable, Sendable {
  public var snapshot: StationSnapshot
  /// Its sequence is not used: the relay counts its own messages.
  public var stamp: MessageStamp

  /// When the last alarm test began, by which one is told from the next; nil: none is known.
  public var testBeganAt: Instant?

  public init(snapshot: StationSnapshot, stamp: MessageStamp, testBeganAt: Instant? = nil) {
    self.snapshot = snapshot
    self.stamp = stamp
    self.testBeganAt = testBeganAt
  }
}
