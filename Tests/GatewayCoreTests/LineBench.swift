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
  /// Its clock runs fast by this, in parts per million.
  var fastPpm = 0.0
  /// What the count is full at; nil for the 64 bits of the page.
  var wrapsAt: UInt64?

  /// How long, in seconds of the gateway, a count of 32 bits lasts.
  var turn: Double { 4_294_967.296 / (1 + fastPpm * 1e-6) }

  /// From now on the clock runs at another rate, and its count goes on from where it is.
  mutating func change(fastPpm ppm: Double, at now: Instant) {
    let uptime = Double(uptime(at: now))
    fastPpm = ppm
    startedAt = now - TimeLength(milliseconds: Int64(uptime / (1 + ppm * 1e-6)))
  }

  func uptime(at instant: Instant) -> UInt64 {
    let elapsed = Double((instant - startedAt).milliseconds)
    let uptime = UInt64(max(0, (elapsed * (1 + fastPpm * 1e-6)).rounded()))
    return wrapsAt.map { uptime % $0 } ?? uptime
  }

  mutating func says(
    _ message: BoardMessage, answering: UInt16? = nil, at now: Instant
  ) throws -> [UInt8] {
    sequence &+= 1
    return try repeats(message, answering: answering, at: now)
  }

  /// The same sequence number once more.
  func repeats(
    _ message: BoardMessage, answering: UInt16? = nil, at now: Instant
  ) throws -> [UInt8] {
    let header = BoardHeader(
      kind: kind, serial: serial, bootCounter: bootCounter,
      uptimeMilliseconds: uptime(at: now))
    let frame = try message.frame(
      from: header, address: address, sequence: sequence, answering: answering)
    return try FrameEncoder.encode(frame, afterIdle: true)
  }

  func record(_ cursor: UInt32, measuredAt: Instant, boot: UInt32? = nil) -> BoardMessage {
    .historyRecord(
      HistoryRecord(
        cursor: cursor, bootCounter: boot ?? bootCounter,
        uptimeMilliseconds: uptime(at: measuredAt),
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
  /// Commands that a board answers by itself, where it answers at all, with their numbers.
  private var unanswered: [(command: GatewayCommand, sequence: UInt16)] = []
  private(set) var lastSequence: UInt16 = 0
  /// False for a board that hears nothing.
  var isAnswered = true
  var identity = BoardIdentity()
  private var now = Instant.zero

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
    now = Instant(seconds: second)
    try note(links.opened(port, at: now))
  }

  mutating func hear(
    _ board: inout HandMadeBoard, _ message: BoardMessage, on port: PortIdentifier = "left",
    answering: UInt16? = nil, at second: Double, delay: Double = 0
  ) throws {
    let now = Instant(seconds: second)
    try answer(&board, on: port, at: second)
    try push(
      try board.says(message, answering: answering, at: now), on: port,
      at: second + delay)
    try answer(&board, on: port, at: second + delay)
  }

  /// What a board does with every command but a read of its history: it obeys, and says so.
  private mutating func answer(
    _ board: inout HandMadeBoard, on port: PortIdentifier, at second: Double
  ) throws {
    while isAnswered, !unanswered.isEmpty {
      let (command, sequence) = unanswered.removeFirst()
      let message: BoardMessage = command == .identify ? .identity(identity) : .done
      try push(
        try board.says(message, answering: sequence, at: Instant(seconds: second)), on: port,
        at: second)
    }
  }

  mutating func push(_ bytes: [UInt8], on port: PortIdentifier = "left", at second: Double) throws {
    input += 1
    now = Instant(seconds: second)
    try note(links.push(bytes, on: port, input: input, at: now))
  }

  mutating func save(through saved: Int64? = nil) throws {
    for (_, outcomes) in links.saved(through: saved ?? input, at: now) { try note(outcomes) }
  }

  mutating func poll(at second: Double) throws {
    now = Instant(seconds: second)
    for (_, outcomes) in links.poll(at: now) { try note(outcomes) }
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
          let command = try GatewayCommand(frame)
          commands.append(command)
          lastSequence = frame.sequence
          switch command {
          case .identify, .setPeriod, .historyAcknowledge:
            unanswered.append((command, frame.sequence))
          case .poll, .historyRead, .selfTest: break
          }
          if case .gateway(let target) = frame.origin { targets.append(target) }
        }
      }
    }
  }
}
