import CareModel
import StationModel

/// The last alarm test of a gateway, and what became of it at the stations.
public struct AlarmTestReport: Codable, Hashable, Sendable {
  public var at: Instant
  public var by: PersonIdentifier?
  /// Nil where no station is asked to confirm anything.
  public var station: StationTest?

  public var isWaiting: Bool { station == .waiting }
  public var hasFailed: Bool { station == .notConfirmed }

  /// What became of it, in words that say what to do.
  public var words: String {
    switch station {
    case nil: "no station is asked to confirm it: see for yourself that it is shown there"
    case .waiting: "no station has shown it yet"
    case .confirmed: "a station has shown it"
    case .notConfirmed:
      "NO STATION HAS SHOWN IT: see that a page is open at the station, and try `kmcd uplink test`"
    }
  }
}
