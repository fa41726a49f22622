import Messages
import StationModel

/// The ward as a hub shows it at one moment.
public struct RelayedView: Hashable, Sendable {
  public var snapshot: StationSnapshot
  /// Its sequence is not used: the relay counts its own messages.
  public var stamp: MessageStamp

  public init(snapshot: StationSnapshot, stamp: MessageStamp) {
    self.snapshot = snapshot
    self.stamp = stamp
  }
}
