import Foundation
import TestSupport
import Testing

/// A disk that takes nothing while there is something to say.
@Suite(.timeLimit(.minutes(2))) struct UplinkFullDiskTests {
  @Test func alarmsReachTheBrokerWithoutTheDisk() async throws {
    let broker = try Broker()
    let recorder = try await UplinkRecorder(broker)
    try await Bedside.with { bedside in
      guard let disk = try SmallDisk(at: bedside.folder.path("disk")) else { return }
      defer { disk.remove() }
      let store = bedside.folder.path("disk/kmcd.sqlite")
      let daemon = try await bedside.start(
        bedside.configuration(uplinkPort: broker.port, store: store))
      _ = try await bedside.status("counting and connected") {
        ($0.beds.first?.contactSeconds ?? 0) >= 1 && $0.uplink?.connected == true
      }
      try disk.fill()
      // The first that happens with a full disk, before anybody knows of it.
      bedside.change { $0.skinCentidegrees = 3550 }
      #expect(await eventually { recorder.hasAlarm("hypothermia", "active") })
      #expect(await eventually { recorder.hasAlarm("store-failing", "active") })
      bedside.change { $0.batteryMillivolts = 2000 }
      #expect(await eventually { recorder.hasAlarm("battery-low", "active") })
      let full = try await bedside.status()
      #expect(!full.store.working)
      #expect(full.uplink?.connected == true)

      // A broker that was away meanwhile is told when it is back, disk or no disk.
      broker.kill()
      bedside.change { $0.roomCentidegrees = 1500 }
      _ = try await bedside.status("alarmed of the room") { $0.alarm("cold-room") != nil }
      try broker.start()
      let second = try await UplinkRecorder(broker, "second")
      #expect(await eventually { second.hasAlarm("cold-room", "active") })
      #expect(!(try await bedside.status().store.working))

      try disk.free()
      _ = try await bedside.status(within: .seconds(70), "saving again") { $0.store.working }
      bedside.change { $0 = Conditions() }
      _ = try await bedside.status("well again") { $0.alarms.isEmpty }
      let stored = try await bedside.endWithEverythingSent(daemon, in: store)
      stored.expectExactly(recorder.heard + second.heard)
      second.stop()
    }
    recorder.stop()
  }
}

extension UplinkRecorder {
  fileprivate func hasAlarm(_ condition: String, _ state: String) -> Bool {
    bodies(of: "alarm").contains { EventLine($0)?.isAlarm(condition, state) ?? false }
  }
}
