import CareModel
import Devices
import SimulatedWard
import Testing
import WireProtocol

@testable import GatewayCore

@Suite("Boards that share a line, in the simulated ward")
struct PolledLineTests {
  private static func commands(
    _ run: SimulatedRun
  ) throws -> [(at: Instant, port: PortIdentifier, address: UInt8, command: GatewayCommand)] {
    try run.sent.flatMap { at, port, bytes in
      var decoder = FrameDecoder(accepting: .fromGateway)
      return try decoder.push(bytes).map {
        let frame = try $0.get()
        return (at, port, frame.address, try GatewayCommand(frame))
      }
    }
  }

  @Test("all boards are heard every period, each question after the turn-around of the last")
  func heard() throws {
    var run = SimulatedRun(WardScript.calm(beds: 2, seed: 5).polledOverOneLineEach())
    run.recordsSent = true
    run.run(until: Instant(seconds: 1200))
    var heard: [DeviceIdentifier: Int] = [:]
    for case (.sample(let sample), _) in run.taken where sample.measuredAt == nil {
      heard[sample.device, default: 0] += 1
    }
    #expect(heard.count == 6)
    #expect(heard.values.allSatisfy { $0 >= 235 }, "\(heard)")
    for port in run.ward.portIdentifiers {
      let times = try Self.commands(run).filter { $0.port == port }.map(\.at)
      for (earlier, later) in zip(times, times.dropFirst()) {
        #expect(later - earlier >= TimeLength(milliseconds: 2))
      }
    }
    #expect(run.notices.isEmpty, "\(run.notices)")
  }

  @Test("what a bus stored while its cable was out is handed over, placed, and forgotten")
  func history() throws {
    var script = WardScript.calm(beds: 1, seed: 6)
    script.beds[0].lineFaults = [
      .init(
        kind: .cableOut, role: .binder, interval: TruthInterval(fromSecond: 600, toSecond: 1800))
    ]
    var run = SimulatedRun(script.polledOverOneLineEach())
    run.recordsSent = true
    run.run(until: Instant(seconds: 3600))
    let placed = run.taken.compactMap { input, at -> Double? in
      guard case .sample(let sample) = input, sample.device == "binder-1",
        let measuredAt = sample.measuredAt, measuredAt > Instant(seconds: 610)
      else { return nil }
      #expect(measuredAt <= at)
      return measuredAt.seconds
    }
    let gap = placed.filter { $0 < 1800 }
    #expect(gap.count >= 117, "\(gap.count) of 119 records")
    #expect(Set(gap).count == gap.count, "a record was handed over twice")
    #expect(
      try Self.commands(run).contains { command in
        if case .historyAcknowledge = command.command { true } else { false }
      })
    // A board that has forgotten everything but the last half minute says so in its reports.
    let last = try #require(Self.storedRecords(run).last)
    #expect(last < 12, "\(last) records left")
  }

  /// How many records each later report says that the binder still holds.
  private static func storedRecords(_ run: SimulatedRun) throws -> [Int] {
    var run = run
    var counts: [Int] = []
    let bus = run.ward.portIdentifiers[0]
    for second in 3601...3700 {
      run.now = Instant(seconds: Double(second))
      let poll = GatewayCommand.poll.frame(
        to: SerialNumber(0), address: 1, sequence: UInt16(second))
      let answers = run.ward.receive(
        try FrameEncoder.encode(poll, afterIdle: true), port: bus, at: run.now)
      for answer in answers {
        guard case .bytes(let bytes) = answer.event else { continue }
        var decoder = FrameDecoder(accepting: .fromBoard)
        for result in decoder.push(bytes) {
          guard case .success(let frame) = result, let board = BoardFrame(frame),
            case .report(_, let stored) = board.message
          else { continue }
          counts.append(stored.map { Int($0.newest - $0.oldest) + 1 } ?? 0)
        }
      }
      if counts.count == 1 { return counts }
    }
    return counts
  }

  @Test("a board that takes the place and address of another is heard")
  func replaced() throws {
    let script = WardScript.calm(beds: 1, seed: 7).polledOverOneLineEach()
    var run = SimulatedRun(script)
    run.run(until: Instant(seconds: 300))
    var other = script
    other.beds[0].boards[1].serialNumber += 1
    // The technician has registered the spare probe under another name before.
    var entries: [SerialNumber: LinkRegistry.Entry] = [:]
    for board in script.beds[0].boards + [other.beds[0].boards[1]] {
      entries[SerialNumber(board.serialNumber)] = LinkRegistry.Entry(
        device: board.device, kind: DeviceKind(rawValue: UInt8(board.role.rawValue + 1)),
        reportPeriod: nil)
    }
    var core = GatewayCore(
      ward: run.core.ward,
      ports: [("bed-1-bus", .polled(addresses: [1, 2, 3], period: .seconds(5), baud: 19_200))],
      registry: LinkRegistry(entries))
    let heard = Self.heardProbe(in: script, with: &core, from: 0, to: 60)
    let heardSpare = Self.heardProbe(in: other, with: &core, from: 60, to: 180)
    #expect(heard > 8)
    #expect(heardSpare > 8, "asked by the serial number of the board that is gone")
  }

  /// How often probe-1 is heard from a fresh ward of the script while the core goes on.
  private static func heardProbe(
    in script: WardScript, with core: inout GatewayCore, from: Double, to: Double
  ) -> Int {
    var run = SimulatedRun(script)
    run.core = core
    let start = run.core.ward.now
    run.now = start
    _ = run.ward.step(to: start)
    run.taken = []
    run.step(.opened(run.ward.portIdentifiers[0]))
    run.run(until: start + .seconds(to - from))
    core = run.core
    return run.taken.count {
      if case (.sample(let sample), _) = $0 { sample.device == "probe-1" } else { false }
    }
  }
}
