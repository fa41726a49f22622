import Foundation
import Glibc
import Testing

/// `kmcd devices` at a bed of pseudo-terminals.
@Suite struct DevicesTests {
  /// What `--json` prints, as a program of somebody else would read it.
  private struct Listing: Decodable {
    struct Board: Decodable {
      var serial: String
      var kind: String
      var firmware: String?
      var periodS: Double?
      var frames: Int
      var device: String?
      var problem: String?
    }

    struct Port: Decodable {
      var path: String
      var name: String?
      var state: String
      var frames: Int
      var rejected: Int
      var bytes: Int
      var boards: [Board]
      var advice: String?
    }

    var ports: [Port]
    var gatewayAnswers: Bool
    var devicesNotHeard: [String]

    func port(_ name: String) throws -> Port {
      try #require(ports.first { $0.name == name }, "no \(name)")
    }
  }

  private static func decoded(_ text: String) throws -> Listing {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Listing.self, from: Data(text.utf8))
  }

  private func file(_ bed: Bedside, _ change: (String) -> String = { $0 }) throws -> String {
    try bed.folder.write("devices.yaml", change(bed.configuration()))
  }

  /// The first listing that is as wanted, or the last of five: a busy machine hears late.
  private func listing(
    _ file: String, _ bed: Bedside, until isMet: (Listing) throws -> Bool
  ) async throws -> Listing {
    var found: Listing?
    for _ in 0..<5 {
      let ending = try await KmcdProcess.run(
        ["devices", "--config", file, "--seconds", "2", "--json"], in: bed.folder)
      try #require(ending.code == 0, "\(ending.errors)")
      let listing = try Self.decoded(ending.output)
      found = listing
      if try isMet(listing) { break }
    }
    return try #require(found)
  }

  @Test func everyBoardIsHeardWithoutAGateway() async throws {
    try await Bedside.with { bed in
      let found = try await listing(try file(bed), bed) { listing in
        listing.devicesNotHeard.isEmpty
          && listing.ports.allSatisfy {
            $0.frames > 2 && $0.boards.allSatisfy { $0.firmware != nil && $0.periodS != nil }
          }
      }
      #expect(!found.gatewayAnswers)
      #expect(found.devicesNotHeard == [])
      for (name, kind, serial, device) in [
        ("binder", "binder", "\(Bedside.binderSerial)", "binder-1"),
        ("probe", "skin-probe", "2001", "probe-1"), ("room", "ward-thermometer", "3001", "room-1"),
      ] {
        let port = try found.port(name)
        #expect(port.state == "heard" && port.frames > 2 && port.rejected == 0, "\(port)")
        let board = try #require(port.boards.first, "\(name)")
        #expect(board.serial == serial && board.kind == kind && board.device == device)
        #expect(board.firmware?.isEmpty == false, "asked once it was heard")
        #expect(board.problem == nil)
        #expect(board.periodS.map { (0.2...1.1).contains($0) } == true, "\(board)")
      }
    }
  }

  @Test func theGatewaysPortsAreAskedOfTheGateway() async throws {
    try await Bedside.with { bed in
      let daemon = try await bed.start()
      _ = try await bed.status("with all boards") { status in
        status.ports.allSatisfy { $0.frames > 3 }
      }
      let found = try await listing(try file(bed), bed) { $0.gatewayAnswers }
      #expect(found.gatewayAnswers && found.devicesNotHeard == [])
      for name in ["binder", "probe", "room"] {
        let port = try found.port(name)
        #expect(port.state == "in-gateway" && port.frames > 0 && port.boards.count == 1)
      }
      #expect(daemon.isRunning)
      let after = try await bed.status()
      #expect(after.alarms.allSatisfy { $0.condition != "port-lost" }, "no port was taken away")
    }
  }

  @Test func whatDoesNotFitIsSaid() async throws {
    let strange = Bedside.script(.probe, 4711)
    try await Bedside.with(more: [("noise", nil), ("strange", strange)]) { bed in
      try bed.port("room").unplug()
      let noise = try bed.port("noise")
      let nothing = (0..<300).map { UInt8($0 * 7 % 251 + 1) } + [0]
      noise.say(nothing)
      let file = try file(bed) {
        $0.replacing("kind: skin-probe, serial: 2001", with: "kind: skin-probe, serial: 3001")
          .replacing(
            "kind: ward-thermometer, serial: 3001", with: "kind: ward-thermometer, serial: 2001")
      }
      let found = try await listing(file, bed) { listing in
        let isMet =
          try listing.devicesNotHeard == ["probe-1"]
          && listing.port("strange").boards.count == 1 && listing.port("noise").bytes > 300
        if !isMet { noise.say(nothing) }
        return isMet
      }
      let room = try found.port("room")
      #expect(room.state == "absent" && room.advice?.contains("plug it in") == true)
      #expect(found.devicesNotHeard == ["probe-1"])
      let probe = try #require(try found.port("probe").boards.first)
      #expect(
        probe.problem == "is a skin-probe, and the configuration calls it a ward-thermometer")
      let unknown = try #require(try found.port("strange").boards.first)
      #expect(unknown.serial == "4711" && unknown.device == nil && unknown.problem == nil)
      let noisy = try found.port("noise")
      #expect(noisy.boards.isEmpty && noisy.bytes >= 301 && noisy.frames == 0)
      let text = try await KmcdProcess.run(
        ["devices", "--config", file, "--seconds", "1"], in: bed.folder)
      #expect(text.code == 0)
      for word in ["NOT THERE", "4711", "not configured", "-id-strange", "plug it in"] {
        #expect(text.output.contains(word), "\(word) in: \(text.output)")
      }
    }
  }

  /// A line on which no board was heard may be anybody's: not one byte is sent there.
  @Test func nothingIsSentToWhoeverIsNoBoard() async throws {
    let folder = try ScratchFolder()
    let line = LivePort("noise", script: nil, in: folder)
    try line.plug()
    defer { line.unplug() }
    let file = try folder.write(
      "kmcd.yaml",
      """
      version: 1
      site: {site: test, ward: kmc, hub: hub-1}
      time: {zone: UTC}
      ports: [{name: noise, path: \(line.link.path)}]
      devices: [{name: probe-1, kind: skin-probe, serial: 1}]
      dyads: [{infant: K-001, probe: probe-1}]
      store: {path: \(folder.path("kmcd.sqlite"))}
      control: {socket: \(folder.path("kmcd.sock"))}

      """)
    line.say(Array("login: ".utf8))
    try line.turn(at: .zero, Conditions())
    let ending = try await KmcdProcess.run(
      ["devices", "--config", file, "--seconds", "0.5", "--json"], in: folder)
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(ending.output.contains("\"bytes\":7"), "\(ending.output)")
    #expect(try line.heard() == [])
  }

  @Test(.enabled(if: UnprivilegedKmcd.isPossible)) func aMissingPermissionIsSaid() async throws {
    try await Bedside.with { bed in
      let terminal = try #require(realpath(bed.probe.link.path, nil))
      defer { free(terminal) }
      chmod(terminal, 0)
      chmod(bed.folder.path, 0o755)
      let ending = try await UnprivilegedKmcd.run(
        ["devices", "--config", try file(bed), "--seconds", "1", "--json"], in: bed.folder)
      try #require(ending.code == 0, "\(ending.errors)")
      let found = try Self.decoded(ending.output)
      let probe = try found.port("probe")
      #expect(probe.state == "denied")
      #expect(probe.advice?.contains("udevadm") == true, "\(probe)")
      #expect(probe.advice?.contains("usermod -aG dialout") == true, "\(probe)")
    }
  }

  @Test(arguments: [["--seconds", "0"], ["--seconds", "900"]])
  func ranges(_ arguments: [String]) async throws {
    let folder = try ScratchFolder()
    #expect(try await KmcdProcess.run(["devices"] + arguments, in: folder).code == 64)
  }

  @Test func withoutAConfigurationThePortsAreListed() async throws {
    let folder = try ScratchFolder()
    let ending = try await KmcdProcess.run(["devices", "--seconds", "0.5", "--json"], in: folder)
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(EventLine(ending.output) != nil)
  }
}
