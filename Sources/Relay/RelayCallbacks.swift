import StationModel

/// What a hub's relay asks of the gateway, and tells it.
public struct RelayCallbacks: Sendable {
  /// The ward as it is now.
  public var view: @Sendable () async -> RelayedView
  /// Does what somebody at the named station wants, and audits it.
  public var act: @Sendable (StationAction, _ station: String) async -> StationActionResult
  /// No station answers, or one answers again; never while nothing changes, but at most once more
  /// after a start.
  public var station: @Sendable (_ isReachable: Bool) async -> Void
  /// A station has shown the alarm test to somebody, or none has in time; must not wait.
  public var alarmTest: @Sendable (_ isConfirmed: Bool) -> Void
  /// What is worth a line in the log.
  public var notice: @Sendable (String) -> Void

  public init(
    view: @escaping @Sendable () async -> RelayedView,
    act: @escaping @Sendable (StationAction, _ station: String) async -> StationActionResult,
    station: @escaping @Sendable (_ isReachable: Bool) async -> Void,
    alarmTest: @escaping @Sendable (_ isConfirmed: Bool) -> Void = { _ in },
    notice: @escaping @Sendable (String) -> Void
  ) {
    self.view = view
    self.act = act
    self.station = station
    self.alarmTest = alarmTest
    self.notice = notice
  }
}
