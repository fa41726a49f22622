import CareModel
import Devices
import WireProtocol

/// One serial line: its bytes become samples, and boards are told what they need to know.
struct Link: Sendable {
  let port: PortIdentifier
  let mode: LinkMode
  var decoder = FrameDecoder(accepting: .fromBoard)
  var boards: [SerialNumber: BoardLink] = [:]
  /// Whose turn it is, where several boards share the line.
  var polling: PollCycle?
  /// The command that is out, where one board has the line.
  var turn = CommandTurn()
  private(set) var isOpen = false
  var sequence: UInt16 = 0
  /// The number of the input that is being taken.
  private(set) var input: Int64 = 0
  private var told: Set<LinkNotice> = []
  var counters = LinkNoticeCounters()

  private static let noticesToldMost = 64

  init(_ port: PortIdentifier, mode: LinkMode) {
    self.port = port
    self.mode = mode
    if case .polled(let addresses, let period, let baud) = mode {
      polling = PollCycle(addresses: addresses, period: period, baud: baud)
    }
  }

  /// When the line wants `poll` to be called.
  var deadline: Instant { polling?.deadline ?? turn.deadline }

  /// The line was opened, anew or for the first time: whatever was stored meanwhile is to be read.
  mutating func opened(at now: Instant) -> [LinkOutcome] {
    isOpen = true
    decoder.reset()
    turn.finish()
    for serial in boards.keys { boards[serial]?.startOver() }
    guard mode == .streaming else {
      polling?.start(at: now)
      return []
    }
    var outcomes: [LinkOutcome] = []
    say(.identify, to: SerialNumber(0), address: 0, tries: 1, at: now, &outcomes)
    return outcomes
  }

  mutating func closed() {
    isOpen = false
    polling?.stop()
    turn.finish()
  }

  mutating func push(
    _ bytes: [UInt8], input: Int64, at now: Instant, registry: LinkRegistry,
    owns: (SerialNumber) -> PortIdentifier?
  ) -> [LinkOutcome] {
    self.input = input
    if !bytes.isEmpty { polling?.heardBytes() }
    var outcomes: [LinkOutcome] = []
    for result in decoder.push(bytes) {
      switch result {
      case .failure(let reason): tell(.rejected(port, reason), &outcomes)
      case .success(let frame):
        take(frame, at: now, registry: registry, owns: owns, &outcomes)
      }
    }
    ask(at: now, &outcomes)
    return outcomes
  }

  private mutating func take(
    _ frame: Frame, at now: Instant, registry: LinkRegistry,
    owns: (SerialNumber) -> PortIdentifier?, _ outcomes: inout [LinkOutcome]
  ) {
    guard let board = BoardFrame(frame) else { return }
    let serial = board.header.serial
    guard let answered = settle(board, address: frame.address, at: now) else { return }
    if DeviceCatalogue.driver(for: board.header.kind) == nil {
      tell(.unknownKind(port, serial, board.header.kind), &outcomes)
      return
    }
    guard let entry = registry[serial] else {
      tell(.unknownBoard(port, serial), &outcomes)
      return
    }
    if entry.kind != board.header.kind {
      tell(.wrongKind(entry.device, board.header.kind), &outcomes)
      return
    }
    if let other = owns(serial) {
      tell(.duplicateSerial(port, serial, heardOn: other), &outcomes)
      return
    }
    if case .command(let command) = answered { note(command, board.message, serial, at: now) }
    guard follow(frame, board.header, entry, at: now, &outcomes) else { return }
    if board.notes.implausibleValues > 0 { tell(.implausible(entry.device), &outcomes) }
    take(board, serial, entry, at: now, &outcomes)
  }

  private mutating func follow(
    _ frame: Frame, _ header: BoardHeader, _ entry: LinkRegistry.Entry, at now: Instant,
    _ outcomes: inout [LinkOutcome]
  ) -> Bool {
    let serial = header.serial
    guard let succession = boards[serial]?.follow(frame, header, at: now) else {
      boards[serial] = BoardLink(frame, header, at: now)
      boards[serial]?.wantedPeriod = entry.reportPeriod
      return true
    }
    switch succession {
    case .next: return true
    case .repeated: return false
    case .wrapped: tell(.uptimeWrapped(entry.device), &outcomes)
    case .wentBack:
      tell(.wentBack(entry.device), &outcomes)
      startOver(serial, entry)
    case .restarted:
      outcomes.append(.notice(.restarted(entry.device, bootCounter: header.bootCounter)))
      startOver(serial, entry)
    }
    return true
  }

  /// What was asked of the board before it started anew will not be answered.
  private mutating func startOver(_ serial: SerialNumber, _ entry: LinkRegistry.Entry) {
    boards[serial]?.wantedPeriod = entry.reportPeriod
    if turn.outstanding?.serial == serial { turn.finish() }
  }

  private mutating func take(
    _ board: BoardFrame, _ serial: SerialNumber, _ entry: LinkRegistry.Entry, at now: Instant,
    _ outcomes: inout [LinkOutcome]
  ) {
    switch board.message {
    case .report(let reading, let stored):
      outcomes.append(.sample(Sample(device: entry.device, reading: reading)))
      boards[serial]?.reported(stored, at: now)
      if let stored, case .covered? = boards[serial]?.history {
        acknowledge(stored.newest, serial, at: now)
      }
    case .identity(let identity):
      boards[serial]?.identity = identity
      boards[serial]?.wantsIdentity = false
    case .historyRecord(let record): take(record, serial, entry, at: now, &outcomes)
    case .historyEnd(let end): endHistory(end.stored, serial, at: now)
    case .refused(let refusal):
      tell(.refused(port, serial, command: refusal.command.rawValue), &outcomes)
    case .unknownKind(let kind): tell(.unknownKind(port, serial, kind), &outcomes)
    case .selfTest, .done, .incomplete, .unknown: counters.other += 1
    }
  }

  mutating func tell(_ notice: LinkNotice, _ outcomes: inout [LinkOutcome]) {
    counters.count(notice)
    // Bounded, because whoever speaks on the line can invent serial numbers without end.
    guard told.count < Self.noticesToldMost, told.insert(notice).inserted else { return }
    outcomes.append(.notice(notice))
  }
}
