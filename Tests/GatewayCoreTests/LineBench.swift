import CareModel
import Devices
import Testing
import WireProtocol

@testable import GatewayCore

/// A board made by hand: it says what a test wants, in whole frames.
struct HandMadeBoard {
  var serial = SerialNumber(1001)
  var kind = DeviceKind.binder
  var address: UInt8 = 0
  var bootCounter: UInt32 = 7
  var sequence: UInt16 = 0
  /// The instant of its start on the gateway's timeline.
  var startedAt = Instant(milliseconds: -60_000)

  mutating func says(_ message: BoardMessage, at now: Instant) throws -> [UInt8] {
    sequence &+= 1
    return try repeats(message, at: now)
  }

  /// The same sequence number once more.
  func repeats(_ message: BoardMessage, at now: Instant) throws -> [UInt8] {
    let header = BoardHeader(
      kind: kind, serial: serial, bootCounter: bootCounter,
      uptimeMilliseconds: UInt64((now - startedAt).milliseconds))
    let frame = try message.frame(from: header, address: address, sequence: sequence)
    return try FrameEncoder.encode(frame, afterIdle: true)
  }

  func record(_ cursor: UInt32, measuredAt: Instant, boot: UInt32? = nil) -> BoardMessage {
    .historyRecord(
      HistoryRecord(
        cursor: cursor, bootCounter: boot ?? bootCounter,
        uptimeMilliseconds: UInt64((measuredAt - startedAt).milliseconds),
        reading: Self.worn))
  }

  static var worn: Reading {
    var reading = Reading()
    reading.clasp = .value(true)
    reading.inner = .value(Celsius(34.5))
    return reading
  }

  static func report(_ stored: ClosedRange<UInt32>? = nil) -> BoardMessage {
    .report(
      worn, stored: stored.map { StoredRecords(oldest: $0.lowerBound, newest: $0.upperBound) })
  }

  static func end(_ stored: ClosedRange<UInt32>?) -> BoardMessage {
    .historyEnd(
      HistoryEnd(stored: stored.map { StoredRecords(oldest: $0.lowerBound, newest: $0.upperBound) })
    )
  }
}

/// The lines of a gateway, and everything that came of what they were told.
struct LineBench {
  var links: Links
  var input: Int64 = 0
  var samples: [Sample] = []
  var notices: [LinkNotice] = []
  var commands: [GatewayCommand] = []
  private(set) var targets: [SerialNumber] = []

  init(
    ports: [(PortIdentifier, LinkMode)] = [("left", .streaming), ("right", .streaming)],
    entries: [SerialNumber: LinkRegistry.Entry] = [
      SerialNumber(1001): LinkRegistry.Entry(
        device: "binder-1", kind: .binder, reportPeriod: .seconds(5))
    ]
  ) {
    links = Links(ports, registry: LinkRegistry(entries))
  }

  mutating func open(_ port: PortIdentifier, at second: Double) throws {
    try note(links.opened(port, at: Instant(seconds: second)))
  }

  mutating func hear(
    _ board: inout HandMadeBoard, _ message: BoardMessage, on port: PortIdentifier = "left",
    at second: Double
  ) throws {
    try push(try board.says(message, at: Instant(seconds: second)), on: port, at: second)
  }

  mutating func push(_ bytes: [UInt8], on port: PortIdentifier = "left", at second: Double) throws {
    input += 1
    try note(links.push(bytes, on: port, input: input, at: Instant(seconds: second)))
  }

  mutating func save(through saved: Int64? = nil) throws {
    for (_, outcomes) in links.saved(through: saved ?? input) { try note(outcomes) }
  }

  mutating func poll(at second: Double) throws {
    for (_, outcomes) in links.poll(at: Instant(seconds: second)) { try note(outcomes) }
  }

  /// What was commanded since it was last asked for.
  mutating func takeCommands() -> [GatewayCommand] {
    defer { commands = [] }
    return commands
  }

  func counters(
    _ serial: SerialNumber = SerialNumber(1001), on port: PortIdentifier = "left"
  ) throws -> BoardCounters {
    let view = try #require(links.views.first { $0.port == port })
    return try #require(view.boards.first { $0.serial == serial }).counters
  }

  private mutating func note(_ outcomes: [LinkOutcome]) throws {
    for outcome in outcomes {
      switch outcome {
      case .sample(let sample): samples.append(sample)
      case .notice(let notice): notices.append(notice)
      case .send(let bytes):
        var decoder = FrameDecoder(accepting: .fromGateway)
        for result in decoder.push(bytes) {
          let frame = try result.get()
          commands.append(try GatewayCommand(frame))
          if case .gateway(let target) = frame.origin { targets.append(target) }
        }
      }
    }
  }
}
