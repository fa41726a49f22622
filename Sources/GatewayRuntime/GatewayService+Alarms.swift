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
    if let outputs { group.addTask { [gateway] in await outputs.run(gateway) } }
    if let station {
      group.addTask { await station.run() }
      group.addTask { await self.servePage(of: station) }
    }
    group.addTask { await self.watchDisk() }
  }

  private func servePage(of source: GatewayStation) async {
    guard let wanted = configuration.station else { return }
    let gateway = gateway
    let tell: @Sendable (StationNotice) -> Void = { notice in
      Task { await gateway.tell(.station(notice.description, isTrouble: notice.isTrouble)) }
    }
    do throws(StationStartError) {
      let page = try StationService(wanted, source: source, tell: tell)
      do { try await page.run() } catch {
        await gateway.tell(.station("the page is served no more: \(error)", isTrouble: true))
      }
    } catch {
      await gateway.tell(.station(error.description, isTrouble: true))
    }
  }

  private func watchDisk() async {
    let disk = DiskWatch(
      path: configuration.store.path,
      leastFree: Int64(configuration.store.leastFreeMegabytes) * 1_000_000)
    var wasFilling: Bool?
    while !Task.isCancelled {
      if let isFilling = disk.isFilling, isFilling != wasFilling {
        await gateway.take(.disk(isFilling: isFilling))
        wasFilling = isFilling
      }
      do { try await clock.sleep(for: DiskWatch.lookedAtEvery) } catch { return }
    }
  }

  // MARK: Making them

  static func outputs(
    _ configuration: GatewayConfiguration, _ restored: RestoredGateway, _ gateway: Gateway,
    _ group: any EventLoopGroup
  ) -> GatewayOutputs? {
    configuration.gpio.map { gpio in
      let failing = Set(restored.core.ward.failedOutputs.map(\.name))
      return GatewayOutputs(gpio, wereFailing: failing) {
        do { try await group.any().submit {}.get() } catch { return false }
        await gateway.answer()
        return true
      }
    }
  }

  static func station(
    _ configuration: GatewayConfiguration, _ gateway: Gateway, _ clock: any GatewayClock,
    _ store: StoreWriter?, _ uplink: GatewayUplink?
  ) -> GatewayStation? {
    guard configuration.station != nil else { return nil }
    return GatewayStation(
      configuration.site, gateway: gateway,
      // A connection of its own: a question about last year must not hold back what is saved.
      storePath: store == nil ? nil : configuration.store.path, clock: clock,
      figures: GatewayFigures(
        ports: configuration.ports.map(\.name), store: store, uplink: { uplink?.health() },
        clock: clock, startedAt: clock.now))
  }

  static func relay(
    _ configuration: GatewayConfiguration, _ restored: RestoredGateway, _ gateway: Gateway,
    _ clock: any GatewayClock
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
        return RelayedView(snapshot: snapshot, stamp: await gateway.stamp(at: clock.now))
      },
      act: { action, station in
        let result = await acts.perform(action)
        let words = "\(action.by) at \(station): \(action): \(result)"
        await gateway.tell(.station(words, isTrouble: result != .done))
        return result
      },
      station: { await gateway.take(.station(isReachable: $0)) },
      notice: { text in Task { await gateway.tell(.uplink(isConnected: nil, text)) } })
    return StationRelay(
      wanted, address: MessageAddress(site),
      stationWasSilent: restored.core.ward.annunciation.stationIsSilent,
      clock: UplinkClock(now: { clock.now }, sleep: { try await clock.sleep(for: $0) }),
      callbacks: callbacks)
  }
}
