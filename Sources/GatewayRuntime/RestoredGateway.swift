import CareModel
import Configuration
import Devices
import GatewayCore
import Store
import WireProtocol

/// The core as the last run left it, or a new one, and what has to be told to it first.
struct RestoredGateway: Sendable {
  let store: Store?
  let report: OpeningReport?
  let storeProblem: StoreError?
  let core: GatewayCore
  /// Where the timeline goes on.
  let now: Instant
  /// Inputs that bring the core up to date: the restart, and what the configuration changed.
  let inputs: [WardInput]
  let lostCheckpoint: String?

  /// True when hours or alarms of before were lost with a damaged file: somebody has to look.
  var mustAlarmStore: Bool {
    if case .setAside? = report { return true }
    return lostCheckpoint != nil || storeProblem != nil
  }

  /// - Parameter left: What the run before in this process left; else the store's checkpoint counts.
  init(
    _ configuration: GatewayConfiguration, boot: BootIdentifier, continuing left: HandedOver? = nil
  ) async throws {
    let limit = SampleLimit(
      days: Double(configuration.store.samplesKeptDays),
      payloadBytes: Int64(configuration.store.samplesKeptMegabytes) * 1_000_000)
    let queue = configuration.uplink.map { OutboxLimit($0) } ?? .standard
    (store, report, storeProblem) = try Self.open(
      configuration.store.path, keeping: limit, queueing: queue)
    let found = try await Self.state(left, store)
    lostCheckpoint = found.problem
    let ports = configuration.ports.map { ($0.name, LinkMode($0)) }
    let registry = LinkRegistry(configuration)
    guard let saved = found.saved else {
      now = try await store?.reader.latestInstant().map { $0 + .seconds(1) } ?? .zero
      let ward = Ward(
        settings: configuration.settings, calendar: configuration.calendar, start: nil, boot: boot)
      core = GatewayCore(ward: ward, ports: ports, registry: registry)
      inputs = configuration.dyads.map { .assign($0) }
      return
    }
    now = found.now
    let ward = Ward(
      settings: configuration.settings, calendar: configuration.calendar,
      restoring: saved.core.ward)
    core = GatewayCore(
      ward: ward, ports: ports, registry: registry, lastInput: saved.core.lastInput)
    let configured = Set(configuration.ports.map(\.name))
    // A port that is configured no more can never come back to end its alarm.
    let forgotten = ward.lostPorts.filter { !configured.contains($0) }
    let page = configuration.station.map { _ in StationConfiguration.pageName }
    let lines = configuration.gpio.map { $0.outputs.map(\.name) + $0.buttons.map(\.name) } ?? []
    let outputs = Set(lines + [page].compactMap { $0 })
    let removed = ward.failedOutputs.filter { !outputs.contains($0.name) }
    inputs =
      [.boot(boot)] + forgotten.map { .port($0, isOpen: true) }
      + removed.map { .output($0, isFailing: false) }
      + Self.changes(from: saved.configuredDyads, to: configuration.dyads)
  }

  /// Whether an alarm of the last run has to end; without one, that all is well is no news.
  func stands(_ condition: AlarmCondition) -> Bool {
    core.ward.view.alarms.contains { $0.condition == condition }
  }

  /// A store that cannot be opened is no reason to leave infants unwatched; a second gateway is.
  private static func open(
    _ path: String, keeping limit: SampleLimit, queueing queue: OutboxLimit
  ) throws(StoreError) -> (Store?, OpeningReport?, StoreError?) {
    do {
      let (store, report) = try Store.open(at: path, keeping: limit, queueing: queue)
      return (store, report, nil)
    } catch {
      if case .inUse = error { throw error }
      return (nil, nil, error)
    }
  }

  /// The newest state that there is, and where its timeline goes on.
  private static func state(
    _ left: HandedOver?, _ store: Store?
  ) async throws -> (saved: SavedGateway?, now: Instant, problem: String?) {
    if let left { return (left.saved, left.now, nil) }
    let found = try await readCheckpoint(store)
    guard let (checkpoint, saved) = found.saved else { return (nil, .zero, found.problem) }
    return (saved, timeline(after: checkpoint), found.problem)
  }

  private static func readCheckpoint(
    _ store: Store?
  ) async throws -> (saved: (StoredCheckpoint, SavedGateway)?, problem: String?) {
    guard let store else { return (nil, nil) }
    switch try await store.readCheckpoint(knowing: SavedGateway.version...SavedGateway.version) {
    case .absent: return (nil, nil)
    case .unknownVersion(let version):
      return (nil, "the saved state is of version \(version), which this release does not know")
    case .unreadable(let reason): return (nil, "the saved state cannot be read: \(reason)")
    case .found(let checkpoint):
      do {
        return ((checkpoint, try SavedGateway.decoded(checkpoint.state)), nil)
      } catch {
        let reason = "the saved state does not decode: \(error)"
        try await store.setCheckpointAside(because: reason)
        return (nil, reason)
      }
    }
  }

  /// Where the timeline goes on after the time away.
  ///
  /// Within one boot of the machine its clock says so; across boots only two wall clocks can, and
  /// where they cannot, no time is claimed to have passed.
  private static func timeline(after checkpoint: StoredCheckpoint) -> Instant {
    let sinceBoot = BootTimeClock.sinceBoot.milliseconds
    let machineBoot = WallClock.machineBoot()
    if !machineBoot.isEmpty, checkpoint.machineBoot == machineBoot,
      sinceBoot >= checkpoint.boottimeMilliseconds
    {
      return checkpoint.instant
        + TimeLength(milliseconds: sinceBoot - checkpoint.boottimeMilliseconds)
    }
    let wall = WallClock.read()
    if let before = checkpoint.wall, wall.quality != .unset, wall.time > before {
      let away = TimeLength(milliseconds: wall.time.milliseconds - before.milliseconds)
      if wall.quality == .synchronised || away <= Self.believedAway {
        return checkpoint.instant + away
      }
    }
    return checkpoint.instant
  }

  /// A clock that nothing disciplines is not believed that says that the machine was off for longer.
  ///
  /// 30 days, local choice: a battery clock that lost its mind would fill years with unobserved time.
  private static let believedAway = TimeLength.hours(30 * 24)

  /// What an edit of the configuration changed; assignments made while running stand otherwise.
  private static func changes(from before: [Assignment], to after: [Assignment]) -> [WardInput] {
    let removed = before.filter { old in !after.contains { $0.infant == old.infant } }
    let changed = after.filter { !before.contains($0) }
    return removed.map { .release($0.infant) } + changed.map { .assign($0) }
  }
}

extension LinkMode {
  init(_ port: PortConfiguration) {
    switch port.traffic {
    case .streaming: self = .streaming
    case .polled(let addresses, let period):
      self = .polled(addresses: addresses, period: period, baud: port.baud)
    }
  }
}

extension LinkRegistry {
  init(_ configuration: GatewayConfiguration) {
    let entries = configuration.devices.compactMap { device in
      // The words of the file are the drivers' names; a test holds the two together.
      DeviceCatalogue.driver(named: device.kind.rawValue).map { driver in
        (
          SerialNumber(device.serial),
          Entry(device: device.name, kind: driver.kind, reportPeriod: device.reportPeriod)
        )
      }
    }
    self.init(Dictionary(entries, uniquingKeysWith: { first, _ in first }))
  }
}
