import CareModel
import StationModel

/// What a station knows beyond the ward of this moment: only what it has heard itself.
extension BrokerStationSource {
  /// From what this station has seen; what was before it started stays a gap.
  public func plot(of infant: InfantIdentifier, hours: Int) async -> TemperaturePlot? {
    await plot(of: infant, at: nil, hours: hours)
  }

  /// Nil, too, where more than one hub has an infant of this name and none is said.
  public func plot(
    of infant: InfantIdentifier, at hub: String?, hours: Int
  ) async -> TemperaturePlot? {
    let now = clock.now()
    return state.withLock { state in
      let hubs = state.memory.hubs(of: infant, at: hub, at: now)
      guard let hub = hubs.first, hubs.count == 1 else { return nil }
      return state.plots.plot(
        of: infant, at: hub, hours: hours, wall: state.memory.bestClock(at: now).wall, at: now)
    }
  }

  /// Throws unless every one of these days would have been heard: absent is not zero.
  public func days(
    from: String, through: String
  ) async throws(StationProblem) -> [StationDay] {
    let (since, days) = state.withLock {
      ($0.connectedWall, $0.days.days(from: from, through: through))
    }
    guard let since else {
      throw .unavailable(
        "this station has heard no hub that knows the time; ask the hub itself: "
          + "`kmcd hours` there")
    }
    // The first ten characters of ISO 8601 are the date.
    let first = String(since.iso8601.prefix(10))
    guard from >= first else {
      throw .unavailable(
        "this station has listened without a break since \(since.iso8601) and knows only days "
          + "that were sent since; ask from \(first), or the hub itself: `kmcd hours` there")
    }
    return days
  }

  /// What was heard since this station started, newest first.
  public func alarmRecords(
    last count: Int
  ) async throws(StationProblem) -> [StationAlarmRecord] {
    state.withLock { $0.alarms.last(count) }
  }

  public func metrics() async -> [Metric] {
    let now = clock.now()
    let (memory, counts, drawnAt) = state.withLock { ($0.memory, $0.counts, $0.drawnAt) }
    let known = memory.hubs.filter { $0.value.message != nil }.sorted { $0.key < $1.key }
    return [
      Metric(
        name: "kmc_station_broker_connected", help: "1 while the broker is there.", kind: .gauge,
        value: memory.isConnected ? 1 : 0),
      Metric(
        name: "kmc_station_broker_connections_total", help: "Connections that came about.",
        kind: .counter, value: Double(counts.connections)),
      Metric(
        name: "kmc_station_hub_online", help: "1 while the hub is heard.", kind: .gauge,
        samples: known.map { name, _ in
          Metric.Sample(memory.isOnline(name, at: now) ? 1 : 0, labels: [.hub: name])
        }),
      Metric(
        name: "kmc_station_hub_silence_seconds", help: "Since the hub was heard last.",
        kind: .gauge,
        samples: known.map { name, hub in
          Metric.Sample(hub.silence(at: now).seconds, labels: [.hub: name])
        }),
      Metric(
        name: "kmc_station_drawn_age_seconds",
        help: "Since a page said last that it has drawn the ward.", kind: .gauge,
        samples: drawnAt.map { [Metric.Sample((now - $0).seconds, labels: [:])] } ?? []),
      Metric(
        name: "kmc_station_confirmations_total", help: "Confirmations sent to hubs.",
        kind: .counter, value: Double(counts.confirmations)),
      Metric(
        name: "kmc_station_unreadable_total", help: "Messages of hubs that cannot be shown.",
        kind: .counter, value: Double(counts.unreadable)),
    ]
  }

  public func unready() async -> [String] {
    let now = clock.now()
    let (isConnected, known, online) = state.withLock { state in
      (
        state.memory.isConnected, state.memory.hubs.values.count { $0.message != nil },
        state.memory.onlineHubs(at: now).count
      )
    }
    if !isConnected { return ["no broker: \(link?.trouble ?? "not tried yet")"] }
    if known == 0 { return [noHubsAdvice] }
    return online == 0 ? ["no hub of the ward is heard"] : []
  }
}
