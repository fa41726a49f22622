import CareModel
import StationModel

/// Where a station's page gets the ward from: the gateway beside it, or the ward's broker.
///
/// Nothing here may take long: what is asked is answered from memory or within a second.
public protocol StationSource: Sendable {
  func snapshot() async -> StationSnapshot

  /// Nil where no such infant is in care; `hours` is 1 to 24.
  func plot(of infant: InfantIdentifier, hours: Int) async -> TemperaturePlot?

  /// Days from `from` through `through`, each such as `2026-01-10`, oldest first.
  func days(from: String, through: String) async throws(StationProblem) -> [StationDay]

  /// The last `count` lines of the alarm history, newest first.
  func alarmRecords(last count: Int) async throws(StationProblem) -> [StationAlarmRecord]

  func act(_ action: StationAction) async -> StationActionResult

  /// The same of one hub: two hubs may have infants of the same pseudonym. Nil: wherever it is.
  func plot(of infant: InfantIdentifier, at hub: String?, hours: Int) async -> TemperaturePlot?

  func act(_ action: StationAction, at hub: String?) async -> StationActionResult

  /// One element whenever the snapshot may have changed; each caller gets a stream of its own.
  ///
  /// Newest only: a reader that is slow misses elements, never snapshots.
  func changes() -> AsyncStream<Void>

  func metrics() async -> [Metric]

  /// What is not ready yet, in words; empty where the store is open and every port was tried.
  func unready() async -> [String]

  /// A page that is open has drawn the snapshot with this number on its screen; never waits.
  func note(drawn sequence: Int)
}

extension StationSource {
  /// Of the one hub that there is.
  public func plot(
    of infant: InfantIdentifier, at hub: String?, hours: Int
  ) async -> TemperaturePlot? {
    await plot(of: infant, hours: hours)
  }

  public func act(_ action: StationAction, at hub: String?) async -> StationActionResult {
    await act(action)
  }

  /// Nothing: the gateway's own outputs ring whether or not a page is open.
  public func note(drawn sequence: Int) {}
}
