import Devices
import Foundation
import Testing
import WireProtocol

@testable import SimulatedWard

/// Boards and lines that do not keep to the protocol, beside one that does.
@Suite(.timeLimit(.minutes(2))) struct BadBoardTests {
  private static let unknownSerial: UInt64 = 0x4B4D_0000_0000_0999

  /// An empty report of a board of a kind; no gateway of this version knows kind 9.
  private static func report(
    ofKind number: UInt8 = 9, _ serial: UInt64, sequence: UInt16
  ) throws -> [UInt8] {
    let kind = DeviceKind(rawValue: number)
    let header = BoardHeader(
      kind: kind, serial: SerialNumber(serial), bootCounter: 1,
      uptimeMilliseconds: 1000 + UInt64(sequence) * 1000)
    let frame = try BoardMessage.unknownKind(kind).frame(
      from: header, address: 0, sequence: sequence)
    return try FrameEncoder.encode(frame, afterIdle: true)
  }

  @Test func aTwinIsDroppedAndTold() async throws {
    let twin = Bedside.script(.binder, Bedside.binderSerial)
    try await Bedside.with(more: [("twin", twin)]) { bedside in
      let twin = try bedside.port("twin")
      twin.unplug()
      let daemon = try await bedside.start()
      let before = try await bedside.status("counting") {
        ($0.beds.first?.contactSeconds ?? 0) >= 1
      }
      try twin.plug()
      let both = try await bedside.status("told of the twin") {
        ($0.port("twin")?.notices["duplicateSerials"] ?? 0) >= 4
          && ($0.beds.first?.contactSeconds ?? 0)
            >= (before.beds.first?.contactSeconds ?? .infinity) + 2
      }
      #expect(both.port("twin")?.boards.isEmpty == true)
      #expect(count("is heard on binder as well", in: daemon.errors) == 1, "\(daemon.errors)")

      // Its own cable out, the board is believed where it is heard now.
      bedside.binder.unplug()
      _ = try await bedside.status(within: .seconds(30), "hearing it on the other port") {
        $0.beds.first?.state == "contact" && $0.port("twin")?.boards.isEmpty == false
      }
    }
  }

  @Test func strangersAreCountedAndToldOnce() async throws {
    let stranger = Bedside.script(.binder, Self.unknownSerial)
    try await Bedside.with(more: [("stranger", stranger), ("future", nil)]) { bedside in
      let daemon = try await bedside.start()
      for sequence in UInt16(0)..<5 {
        try bedside.port("future").say(
          Self.report(Self.unknownSerial + 1, sequence: sequence))
      }
      let status = try await bedside.status("told of both") {
        ($0.port("stranger")?.notices["unknownBoards"] ?? 0) >= 4
          && ($0.port("future")?.notices["unknownBoards"] ?? 0) == 5
          && $0.beds.first?.state == "contact"
      }
      #expect(status.port("future")?.frames == 5)
      #expect(status.alarms.isEmpty)
      #expect(
        count(
          "stranger: board \(Self.unknownSerial) is not in the configuration", in: daemon.errors)
          == 1, "\(daemon.errors)")
      #expect(count("future: board \(Self.unknownSerial + 1)", in: daemon.errors) == 1)
    }
  }

  @Test func aBoardOfAnotherKindThanConfiguredIsTold() async throws {
    try await Bedside.with(more: [("other", nil)]) { bedside in
      bedside.binder.unplug()
      let daemon = try await bedside.start()
      for sequence in UInt16(0)..<3 {
        try bedside.port("other").say(
          Self.report(ofKind: 2, Bedside.binderSerial, sequence: sequence))
      }
      let status = try await bedside.status("told") {
        ($0.port("other")?.notices["wrongKinds"] ?? 0) == 3
      }
      #expect(status.beds.first?.state == "unobserved")
      #expect(count("binder-1: the board says it is of kind 2", in: daemon.errors) == 1)
    }
  }

  @Test func aSickLineIsCountedAndHurtsNobody() async throws {
    try await Bedside.with(more: [("sick", nil)]) { bedside in
      let daemon = try await bedside.start()
      let sick = try bedside.port("sick")
      let before = try await bedside.status("counting") {
        ($0.beds.first?.contactSeconds ?? 0) >= 1
      }
      let good = try Self.report(Self.unknownSerial, sequence: 1)
      var wrong = good
      wrong[good.count - 3] = wrong[good.count - 3] % 254 + 1
      sick.say(wrong)
      sick.say(Array(good.prefix(12)) + [0])
      sick.say([UInt8](repeating: 0x55, count: 600) + [0])
      var generator = SeededGenerator(seed: 7)
      for _ in 0..<8 {
        sick.say((0..<500).map { _ in UInt8(truncatingIfNeeded: generator.next()) })
      }
      // A good frame after all the noise is read.
      sick.say([0] + good)
      let status = try await bedside.status("in step again") {
        $0.port("sick")?.frames == 1
          && ($0.beds.first?.contactSeconds ?? 0)
            >= (before.beds.first?.contactSeconds ?? .infinity) + 2
      }
      let counters = try #require(status.port("sick")?.counters)
      #expect((counters["badChecksum"] ?? 0) >= 1)
      #expect((counters["badStuffing"] ?? 0) + (counters["tooShort"] ?? 0) >= 1)
      #expect((counters["tooLong"] ?? 0) >= 1)
      let rejected = status.port("sick")?.notices["rejected"] ?? 0
      #expect(rejected >= 8)
      #expect(count("sick: bytes rejected (badChecksum)", in: daemon.errors) == 1)
      let told = count("sick: bytes rejected", in: daemon.errors)
      #expect((2...6).contains(told), "one line a reason, not \(told) for \(rejected)")
      #expect(status.alarms.isEmpty)
    }
  }

  @Test func noiseOnABoardsOwnLineCostsOnlyItsFrames() async throws {
    try await Bedside.with { bedside in
      _ = try await bedside.start()
      let before = try await bedside.status("counting") {
        ($0.beds.first?.contactSeconds ?? 0) >= 1
      }
      for _ in 0..<10 {
        bedside.binder.say([0xFF, 0x00, 0x13, 0x37, 0x55])
        try await Task.sleep(for: .milliseconds(150))
      }
      let status = try await bedside.status("counting on") {
        ($0.beds.first?.contactSeconds ?? 0) >= (before.beds.first?.contactSeconds ?? .infinity) + 2
      }
      #expect((status.port("binder")?.notices["rejected"] ?? 0) >= 5)
      #expect(status.beds.first?.state == "contact")
    }
  }

  private func count(_ text: String, in log: String) -> Int {
    log.components(separatedBy: text).count - 1
  }
}
