import CareModel
import Configuration
import GatewayCore
import NIOConcurrencyHelpers
import StationInterface
import StationModel
import Store

/// The gateway as the station's page beside it sees it.
final class GatewayStation: StationSource {
  private struct State {
    var history = TemperatureHistory()
    /// On whom each probe is: what it read on another infant is no part of this one's plot.
    var wearers: [DeviceIdentifier: InfantIdentifier] = [:]
    var sequence = 0
    var isTest = false
    var readers: [Int: AsyncStream<Void>.Continuation] = [:]
    var nextReader = 0
    var sampleToldAt = Instant.zero
  }

  /// 2 s, local choice: a temperature changes within minutes, and an alarm is told at once.
  private static let samplesToldEvery = TimeLength.seconds(2)

  let gateway: Gateway
  private let storePath: String?
  private let opened = NIOLockedValueBox<StoreReader?>(nil)
  let clock: any GatewayClock
  let figures: GatewayFigures
  private let alarmTests: AlarmTestWatch
  let site: SiteConfiguration
  private let state = NIOLockedValueBox(State())

  init(
    _ site: SiteConfiguration, gateway: Gateway, storePath: String?, clock: any GatewayClock,
    figures: GatewayFigures, alarmTests: AlarmTestWatch
  ) {
    self.site = site
    self.gateway = gateway
    self.storePath = storePath
    self.clock = clock
    self.figures = figures
    self.alarmTests = alarmTests
  }

  /// The store, for reading alone; nil where there is none.
  func store() throws(StoreError) -> StoreReader? {
    guard let storePath else { return nil }
    if let reader = opened.withLockedValue({ $0 }) { return reader }
    let reader = try StoreReader.open(at: storePath)
    opened.withLockedValue { $0 = reader }
    return reader
  }

  /// Lets go of the store, so that its writer is the last to close it.
  func close() throws(StoreError) {
    let reader = opened.withLockedValue { reader in
      defer { reader = nil }
      return reader
    }
    try reader?.close()
  }

  /// Follows what happens until the task is cancelled.
  func run() async {
    let observer = await gateway.observe { [weak self] in self?.look($0) }
    let worn = await gateway.assignments.compactMap { assignment in
      assignment.probe.map { ($0, assignment.infant) }
    }
    state.withLockedValue { state in state.wearers.merge(worn) { newer, _ in newer } }
    await readOldSamples()
    let (forever, _) = AsyncStream.makeStream(of: Void.self)
    for await _ in forever {}
    await gateway.stopObserving(observer)
    let readers = state.withLockedValue { $0.readers.values }
    for reader in readers { reader.finish() }
  }

  // MARK: Questions

  func snapshot() async -> StationSnapshot {
    let (sequence, isTest) = state.withLockedValue { state in
      state.sequence += 1
      return (state.sequence, state.isTest)
    }
    return StationSnapshot(
      await gateway.view,
      hub: StationHub(hub: site.hub, site: site.site, ward: site.ward),
      goal: await gateway.goal, sequence: sequence, isTest: isTest,
      stationTest: alarmTests.shown(at: clock.now))
  }

  func plot(of infant: InfantIdentifier, hours: Int) async -> TemperaturePlot? {
    guard let assignment = await gateway.assignments.first(where: { $0.infant == infant }) else {
      return nil
    }
    let now = clock.now
    let steps = min(
      TemperatureHistory.stepsAtMost,
      Int(
        TimeLength.hours(Double(max(1, hours))).milliseconds / TemperatureHistory.step.milliseconds)
    )
    let since = await inCareSince(infant)
    let (skin, room) = state.withLockedValue { state in
      (
        state.history.degrees(of: assignment.probe, steps: steps, since: since, at: now),
        state.history.degrees(of: assignment.room, steps: steps, at: now)
      )
    }
    return TemperaturePlot(
      infant: infant, stepSeconds: Int(TemperatureHistory.step.seconds),
      until: await gateway.wall(at: now).map { StationTime($0) }, skinCelsius: skin,
      roomCelsius: room)
  }

  /// When the infant came into care, or a day ago: its probe may have been on another one before.
  private func inCareSince(_ infant: InfantIdentifier) async -> Instant {
    let day = TimeLength.hours(24)
    guard let found = await gateway.hours(of: infant, ending: nil, length: day) else {
      return .zero
    }
    return found.ending - day + found.answer.notCovered
  }

  func act(_ action: StationAction) async -> StationActionResult {
    await StationActs(gateway: gateway).perform(action)
  }

  func metrics() async -> [Metric] { await figures.metrics(gateway) }

  func unready() async -> [String] { await figures.unready(gateway) }

  // MARK: News

  func changes() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let number = state.withLockedValue { state in
      state.nextReader += 1
      state.readers[state.nextReader] = continuation
      return state.nextReader
    }
    continuation.onTermination = { [weak self] _ in
      self?.state.withLockedValue { _ = $0.readers.removeValue(forKey: number) }
    }
    return stream
  }

  private func look(_ observation: Observation) {
    switch observation {
    case .taken(.sample(let sample), let at):
      let isDue = state.withLockedValue { state in
        state.history.take(sample, at: at)
        guard at - state.sampleToldAt >= Self.samplesToldEvery else { return false }
        state.sampleToldAt = at
        return true
      }
      if isDue { tellReaders() }
    case .announced(let annunciation):
      state.withLockedValue { $0.isTest = annunciation.isTest }
      tellReaders()
    case .taken(.assign(let assignment), _):
      if let probe = assignment.probe {
        state.withLockedValue { state in
          let before = state.wearers.updateValue(assignment.infant, forKey: probe)
          if before != assignment.infant { state.history.forget(probe) }
        }
      }
      tellReaders()
    case .event, .taken: tellReaders()
    case .notice, .port, .queued, .uplink, .line, .station, .act, .trouble: break
    }
  }

  private func tellReaders() {
    let readers = state.withLockedValue { Array($0.readers.values) }
    for reader in readers { reader.yield() }
  }

  /// After a start the plots go on from what the store kept; a plot without a past is no fault.
  private func readOldSamples() async {
    do {
      guard let store = try store() else { return }
      let since = clock.now - .hours(24)
      var cursor = StoreCursor.end
      // In pages, the newest first: a day of a large ward at once would take much memory.
      while !Task.isCancelled {
        let blocks = try await store.newestSampleBlocks(before: cursor, limit: Self.blocksAtOnce)
        for block in blocks where block.row.to >= since { try take(block.row) }
        guard let oldest = blocks.first, oldest.row.to >= since else { return }
        cursor = oldest.cursor
      }
    } catch {
      await gateway.tell(.trouble("the plots begin anew, old samples cannot be read: \(error)"))
    }
  }

  private func take(_ block: SampleBlock) throws {
    let lines = try StoredSamples.lines(block.payload)
    let now = clock.now
    state.withLockedValue { state in
      for line in lines {
        guard case .sample(let sample) = line.input else { continue }
        state.history.take(
          Sample(
            device: sample.device, reading: sample.reading,
            measuredAt: sample.measuredAt ?? line.at),
          at: now)
      }
    }
  }

  /// 20 min of samples; at most some 8 MB unpacked, one after the other.
  private static let blocksAtOnce = 20
}
