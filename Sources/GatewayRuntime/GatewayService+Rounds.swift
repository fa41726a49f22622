import CareModel

/// What one gateway does for the next in the same process.
extension GatewayService {
  /// The state that this gateway leaves; to be taken after `run` has returned.
  func handOver() async -> HandedOver {
    let (core, instant) = await gateway.leftBehind
    return HandedOver(
      saved: SavedGateway(core: core, configuredDyads: configuration.dyads), instant: instant,
      sinceBoot: BootTimeClock.sinceBoot, hadStore: storeProblem == nil)
  }

  /// Returns when each port was opened or could not be, or after `limit`.
  func waitForPorts(atMost limit: TimeLength) async {
    let end = BootTimeClock.sinceBoot + limit
    while BootTimeClock.sinceBoot < end {
      let progress = await gateway.progressNow.ports
      let isTried = configuration.ports.allSatisfy { port in
        progress[port.name].map { $0.timesOpened + $0.timesClosed > 0 } ?? false
      }
      if isTried { return }
      do { try await Task.sleep(for: .milliseconds(5)) } catch { return }
    }
  }

  /// Whether another program had the store open at the start.
  public var storeIsShared: Bool { restored.store?.isShared ?? false }

  /// What the technician has to know of the configuration; nil when the file is in force.
  public func note(configurationProblem: String?) async {
    await gateway.note(configurationProblem: configurationProblem)
  }
}
