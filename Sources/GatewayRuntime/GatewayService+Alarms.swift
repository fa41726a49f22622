import AlarmOutputs
import CareModel
import Configuration
import Messages
import NIOCore
import Relay
import Station
import StationInterface
import StationModel
import Store
import Uplink

/// What brings alarms to people: lines of chips, the station's page, stations fed by the broker.
extension GatewayService {
  /// None of these can delay another, or fail the gateway.
  func addShellsOfAlarms(to group: inout ThrowingTaskGroup<Void, any Error>) {
    group.addTask { [gateway, alarmTests] in await gateway.observe { alarmTests.look($0) } }
    if let outputs { group.addTask { [gateway] in await outputs.run(gateway) } }
    if let station {
      group.addTask { await station.run() }
      group.addTask { await self.servePage(of: station) }
    }
    group.addTask { await BoundedEnd { await self.watchDisk() }.wait() }
  }

  /// 60 s, local choice: a person may be writing the file just now.
  private static let pageTriedEvery = TimeLength.minutes(1)

  /// A page that cannot be served is tried for ever, and alarmed: who looks at it sees nothing else.
  private func servePage(of source: GatewayStation) async {
    guard let wanted = configuration.station else { return }
    let gateway = gateway
    let page = OutputIdentifier(StationConfiguration.pageName)
    let tell: @Sendable (StationNotice) -> Void = { notice in
      Task {
        if let isFailing = notice.isPageFailing {
          await gateway.take(.output(page, isFailing: isFailing))
        }
        if case .act(let audit) = notice, audit.outcome == .done {
          await gateway.tell(.act(notice.description))
        } else {
          await gateway.tell(.station(notice.description, isTrouble: notice.isTrouble))
        }
      }
    }
    var lastProblem: String?
    while !Task.isCancelled {
      do {
        let service = try StationService(wanted, source: source, tell: tell)
        try await service.run()
        return
      } catch {
        let problem = "\(error)"
        if problem != lastProblem { await gateway.tell(.station(problem, isTrouble: true)) }
        lastProblem = problem
        await gateway.take(.output(page, isFailing: true))
      }
      do { try await clock.sleep(for: Self.pageTriedEvery) } catch { return }
    }
  }

  private func watchDisk() async {
    let disk = DiskWatch(
      path: configuration.store.path,
      leastFree: Int64(configuration.store.leastFreeMegabytes) * 1_000_000)
    var wasFilling = restored.stands(.diskFilling)
    while !Task.isCancelled {
      if let isFilling = await disk.isFilling(), isFilling != wasFilling {
        await gateway.take(.disk(isFilling: isFilling))
        wasFilling = isFilling
      }
      do { try await clock.sleep(for: DiskWatch.lookedAtEvery) } catch { return }
    }
  }

  // MARK: Making them

  static func outputs(
    _ configuration: GatewayConfiguration, _ restored: RestoredGateway, _ gateway: Gateway,
    _ group: any EventLoopGroup, _ store: StoreWriter?, _ lines: KeptOutputs
  ) -> GatewayOutputs? {
    let saving = StoreMovement { store?.progress }
    return configuration.gpio.map { gpio in
      let failing = Set(restored.core.ward.failedOutputs.map(\.name))
      return GatewayOutputs(gpio, wereFailing: failing, lines: lines) {
        do { try await group.any().submit {}.get() } catch { return false }
        await gateway.answer()
        return saving.moves()
      }
    }
  }

  static func station(
    _ configuration: GatewayConfiguration, _ gateway: Gateway, _ clock: any GatewayClock,
    _ store: StoreWriter?, _ uplink: GatewayUplink?, _ alarmTests: AlarmTestWatch
  ) -> GatewayStation? {
    guard configuration.station != nil else { return nil }
    return GatewayStation(
      configuration.site, gateway: gateway,
      // A connection of its own: a question about last year must not hold back what is saved.
      storePath: store == nil ? nil : configuration.store.path, clock: clock,
      figures: GatewayFigures(
        ports: configuration.ports.map(\.name), store: store, uplink: { uplink?.health() },
        clock: clock, startedAt: clock.now),
      alarmTests: alarmTests)
  }

  static func alarmTests(
    _ configuration: GatewayConfiguration, _ restored: RestoredGateway
  ) -> AlarmTestWatch {
    guard let relay = configuration.uplink?.relay, relay.isOn, relay.expectsConfirmation else {
      return AlarmTestWatch(.notAsked)
    }
    return AlarmTestWatch(restored.store == nil ? .outOfReach : .asked)
  }

  static func relay(
    _ configuration: GatewayConfiguration, _ restored: RestoredGateway, _ gateway: Gateway,
    _ clock: any GatewayClock, _ alarmTests: AlarmTestWatch
  ) -> StationRelay? {
    guard let wanted = configuration.uplink?.relay, wanted.isOn else { return nil }
    let site = configuration.site
    let acts = StationActs(gateway: gateway)
    let callbacks = RelayCallbacks(
      view: {
        let hub = StationHub(hub: site.hub, site: site.site, ward: site.ward)
        let snapshot = StationSnapshot(
          await gateway.view, hub: hub, goal: await gateway.goal, sequence: 0,
          isTest: await gateway.isTest)
        return RelayedView(
          snapshot: snapshot, stamp: await gateway.stamp(at: clock.now),
          testBeganAt: alarmTests.report?.at)
      },
      act: { action, station in
        let result = await acts.perform(action)
        let words = "\(action.by) at \(station): \(action): \(result)"
        await gateway.tell(result == .done ? .act(words) : .station(words, isTrouble: true))
        return result
      },
      station: { await gateway.take(.station(isReachable: $0)) },
      alarmTest: { isConfirmed in
        guard let words = alarmTests.note(isConfirmed: isConfirmed, at: clock.now) else { return }
        Task {
          await gateway.tell(isConfirmed ? .act(words) : .station(words, isTrouble: true))
        }
      },
      notice: { text in Task { await gateway.tell(.uplink(isConnected: nil, text)) } })
    return StationRelay(
      wanted, address: MessageAddress(site),
      stationWasSilent: restored.core.ward.annunciation.stationIsSilent,
      clock: UplinkClock(now: { clock.now }, sleep: { try await clock.sleep(for: $0) }),
      callbacks: callbacks)
  }
}
