import CareModel
import StationModel
import Uplink

extension BrokerStationSource {
  /// Where an action has to be done.
  private enum Target {
    case hubs([String])
    /// An alarm of the station's own.
    case done
    case unknown(String)
  }

  /// Sends it to the hub that it concerns, or to all, and waits for what became of it.
  public func act(_ action: StationAction) async -> StationActionResult {
    await act(action, at: nil)
  }

  public func act(_ action: StationAction, at hub: String?) async -> StationActionResult {
    switch target(of: action, at: hub) {
    case .done:
      tellReaders()
      return .done
    case .unknown(let reason): return .unknownTarget(reason)
    case .hubs(let hubs):
      tellReaders()
      let results = await withTaskGroup(of: (hub: String, result: StationActionResult).self) {
        group in
        for hub in hubs { group.addTask { (hub, await self.send(action, to: hub)) } }
        return await group.reduce(into: [:]) { $0[$1.hub] = $1.result }
      }
      return Self.together(hubs.compactMap { hub in results[hub].map { (hub, $0) } })
    }
  }

  private func target(of action: StationAction, at named: String?) -> Target {
    let now = clock.now()
    return state.withLock { state in
      state.counts.acts += 1
      switch action {
      case .acknowledge(let alarm, let by) where state.memory.isLocal(alarm):
        state.memory.acknowledge(alarm, by: by, at: now)
        return .done
      case .pause(let alarm?, let by) where state.memory.isLocal(alarm):
        state.memory.pause(alarm, by: by, at: now)
        return .done
      case .acknowledge(let alarm, _), .pause(let alarm?, _):
        guard let hub = state.memory.hub(of: alarm) else {
          return .unknown("there is no such alarm any more; look at the page again")
        }
        return .hubs([hub])
      case .pause(nil, let by):
        state.memory.pause(nil, by: by, at: now)
        let hubs = state.memory.onlineHubs(at: now)
        return hubs.isEmpty ? .done : .hubs(hubs)
      case .standby(let infant, _, _):
        let hubs = state.memory.hubs(of: infant, at: named, at: now)
        guard let hub = hubs.first else {
          return .unknown("no hub of the ward has this infant in care")
        }
        guard hubs.count == 1 else {
          return .unknown(
            "\(hubs.joined(separator: " and ")) have an infant of this name; nothing was done: "
              + "say which `hub`")
        }
        return .hubs([hub])
      case .alarmTest:
        let hubs = state.memory.onlineHubs(at: now)
        return hubs.isEmpty
          ? .unknown("no hub of the ward is heard; nothing was tested")
          : .hubs(hubs)
      }
    }
  }

  private func send(_ action: StationAction, to hub: String) async -> StationActionResult {
    let now = clock.now()
    let seen = state.withLock { state -> StationMessage? in
      guard state.memory.isOnline(hub, at: now) else { return nil }
      return state.memory.hubs[hub]?.message
    }
    guard let seen, let link else {
      return .unreachable("\(hub) is not heard; nothing was done: go to the bed")
    }
    let act = ActMessage(
      identifier: actName(), station: settings.station, boot: seen.boot, sequence: seen.sequence,
      action: action)
    let (results, waiting) = AsyncStream.makeStream(
      of: StationActionResult.self, bufferingPolicy: .bufferingNewest(1))
    state.withLock { $0.waiting[act.identifier] = waiting }
    defer { state.withLock { _ = $0.waiting.removeValue(forKey: act.identifier) } }
    let send: @Sendable () -> Bool = {
      link.send(
        act.body, to: hub, RelayTopics.act, expirySeconds: Self.expirySeconds,
        onRefusal: { waiting.yield(.refused("nothing was done: \($0)")) })
    }
    guard send() else {
      return .unreachable(
        "the broker is away; nothing was done: go to the bed (\(link.trouble ?? "too busy"))")
    }
    return await firstResult(results, sendAgain: send)
      ?? .unreachable(
        "\(hub) did not answer in \(settings.actWithin.seconds) s; look at the page, and go to "
          + "the bed")
  }

  /// Nil where none came in time.
  private func firstResult(
    _ results: AsyncStream<StationActionResult>, sendAgain: @escaping @Sendable () -> Bool
  ) async -> StationActionResult? {
    await withTaskGroup(of: StationActionResult?.self) { group in
      group.addTask {
        for await result in results { return result }
        return nil
      }
      group.addTask { [clock, settings] in
        do {
          try await clock.sleep(settings.actAgainAfter)
          // Lost or not: the hub does nothing twice under one name, and answers twice.
          _ = sendAgain()
          try await clock.sleep(settings.actWithin - settings.actAgainAfter)
        } catch {
          // The answer came, or nobody waits for it any more.
        }
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
  }

  /// Done is what all have done; else the first that has not says why, and how many have.
  private static func together(
    _ results: [(hub: String, result: StationActionResult)]
  ) -> StationActionResult {
    guard results.count > 1 else { return results.first?.result ?? .done }
    let done = results.count { $0.result == .done }
    guard let (hub, result) = results.first(where: { $0.result != .done }) else { return .done }
    let prefix = "\(done) of \(results.count) hubs have done it; \(hub): "
    switch result {
    case .done: return .done
    case .unknownTarget(let reason): return .unknownTarget(prefix + reason)
    case .refused(let reason): return .refused(prefix + reason)
    case .unreachable(let reason): return .unreachable(prefix + reason)
    }
  }
}
