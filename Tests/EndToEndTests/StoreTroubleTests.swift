import Foundation
import Testing

/// Stores that are no stores, and disks that take nothing.
@Suite(.timeLimit(.minutes(2))) struct StoreTroubleTests {
  /// What may lie in the database's place.
  enum Debris: String, CaseIterable, CustomTestStringConvertible {
    case text, zeros, empty

    var bytes: Data {
      switch self {
      case .text: Data(String(repeating: "this is no database\n", count: 400).utf8)
      case .zeros: Data(count: 64 * 1024)
      case .empty: Data()
      }
    }

    var testDescription: String { rawValue }
  }

  @Test(arguments: Debris.allCases)
  func whatIsNoDatabaseIsSetAsideAndKept(_ debris: Debris) async throws {
    try await Bedside.with { bedside in
      try debris.bytes.write(to: URL(fileURLWithPath: bedside.store))
      let daemon = try await bedside.start()
      let status = try await bedside.status("counting, and alarmed") {
        $0.beds.first?.state == "contact" && $0.alarm("store-failing") != nil
      }
      #expect(status.store.working)
      #expect(daemon.errors.contains("it is kept as \(bedside.store).set-aside-1"))
      #expect(try bedside.folder.bytes("kmcd.sqlite.set-aside-1") == debris.bytes)
      #expect(try bedside.folder.bytes("kmcd.sqlite").prefix(6) == Data("SQLite".utf8))

      // Whoever started anew has seen it: the alarm ends, and the copy stays.
      daemon.send(SIGTERM)
      #expect(try await daemon.ending().code == 0)
      _ = try await bedside.start()
      _ = try await bedside.status("well again") {
        $0.alarm("store-failing") == nil && ($0.beds.first?.contactSeconds ?? 0) > 1
      }
      #expect(try bedside.folder.bytes("kmcd.sqlite.set-aside-1") == debris.bytes)
    }
  }

  @Test func aDamagedCheckpointIsNoReasonToStop() async throws {
    try await Bedside.with { bedside in
      let first = try await bedside.start()
      _ = try await bedside.status("counting") { ($0.beds.first?.contactSeconds ?? 0) >= 1 }
      first.send(SIGTERM)
      _ = try await first.ending()
      // As a card does that lost the second half of a file.
      var bytes = try bedside.folder.bytes("kmcd.sqlite")
      let half = bytes.count / 2
      bytes.replaceSubrange(half..<bytes.count, with: Data(count: bytes.count - half))
      try bytes.write(to: URL(fileURLWithPath: bedside.store))
      _ = try await bedside.start()
      let status = try await bedside.status("counting, and alarmed") {
        $0.beds.first?.state == "contact" && $0.alarm("store-failing") != nil
      }
      #expect(status.store.working)
    }
  }

  @Test func withoutAStoreInfantsAreWatched() async throws {
    try await Bedside.with { bedside in
      let taken = bedside.folder.path("folder.sqlite")
      try FileManager.default.createDirectory(
        atPath: taken, withIntermediateDirectories: false)
      // Nobody, not even root, can make a file in /sys.
      for path in [taken, bedside.folder.path("none/kmcd.sqlite"), "/sys/kmcd.sqlite"] {
        let daemon = try await bedside.start(bedside.configuration(store: path))
        let status = try await bedside.status("counting, and alarmed") {
          $0.beds.first?.state == "contact" && $0.alarm("store-failing") != nil
        }
        #expect(!status.store.working)
        #expect(status.store.text.contains(path), "\(status.store.text)")
        #expect(daemon.errors.contains(path), "\(daemon.errors)")
        daemon.send(SIGTERM)
        #expect(try await daemon.ending().code == 0)
      }
    }
  }

  @Test func aFullDiskIsAlarmedAndOutlived() async throws {
    try await Bedside.with { bedside in
      guard let disk = try SmallDisk(at: bedside.folder.path("disk")) else { return }
      defer { disk.remove() }
      let store = bedside.folder.path("disk/kmcd.sqlite")
      _ = try await bedside.start(bedside.configuration(store: store))
      let before = try await bedside.status("counting") {
        ($0.beds.first?.contactSeconds ?? 0) >= 1 && $0.store.working
      }
      try disk.fill()
      bedside.change { $0.skinCentidegrees = 3550 }
      let full = try await bedside.status("alarmed") {
        $0.alarm("store-failing") != nil && $0.alarm("hypothermia") != nil
      }
      #expect(!full.store.working)
      #expect(full.store.text.contains("the disk is full"), "\(full.store.text)")
      let counting = try await bedside.status("counting on") {
        ($0.beds.first?.contactSeconds ?? 0) >= (before.beds.first?.contactSeconds ?? .infinity) + 3
      }
      #expect(counting.beds.first?.state == "contact")

      try disk.free()
      bedside.change { $0.skinCentidegrees = 3680 }
      let well = try await bedside.status(within: .seconds(40), "saving again") {
        $0.alarms.isEmpty && $0.store.working
      }
      #expect(well.store.text == "working")
    }
  }
}
