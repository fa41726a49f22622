/// What became of an alarm test at the stations of the ward.
public enum StationTest: String, Hashable, Codable, Sendable {
  /// None has shown it yet, and one may still.
  case waiting
  /// A station has shown it to a person.
  case confirmed
  /// None has in time: the station, its page, the broker or the network does not work.
  case notConfirmed = "not-confirmed"
}
