import CareModel
import Devices
import WireProtocol

/// One serial line: its bytes become samples, and boards are told what they need to know.
struct Link: Sendable {
  let port: PortIdentifier
  let mode: LinkMode
  var decoder = FrameDecoder(accepting: .fromBoard)
  private(set) var boards: [SerialNumber: BoardLink] = [:]
  var polling: PollCycle?
  private(set) var isOpen = false
  private var sequence: UInt16 = 0
  /// The number of the input that is being taken.
  private var input: Int64 = 0
  private var told: Set<LinkNotice> = []
  private(set) var counters = LinkNoticeCounters()

  private static let mostRecords: UInt8 = 16
  private static let noticesToldMost = 64

  init(_ port: PortIdentifier, mode: LinkMode) {
    self.port = port
    self.mode = mode
    if case .polled(let addresses, let period, let baud) = mode {
      polling = PollCycle(addresses: addresses, period: period, baud: baud)
    }
  }

  /// The line was opened, anew or for the first time: whatever was stored meanwhile is to be read.
  mutating func opened(at now: Instant) -> [LinkOutcome] {
    isOpen = true
    decoder.reset()
    for serial in boards.keys {
      boards[serial]?.history = .toRead
      boards[serial]?.isConfigured = false
    }
    guard mode == .streaming else {
      polling?.start(at: now)
      return []
    }
    return [.send(encode(.identify, to: SerialNumber(0), address: 0))]
  }

  mutating func closed() {
    isOpen = false
    polling?.stop()
  }

  mutating func push(
    _ bytes: [UInt8], input: Int64, at now: Instant, registry: LinkRegistry,
    owns: (SerialNumber) -> PortIdentifier?
  ) -> [LinkOutcome] {
    self.input = input
    var outcomes: [LinkOutcome] = []
    for result in decoder.push(bytes) {
      switch result {
      case .failure(let reason): tell(.rejected(port, reason), &outcomes)
      case .success(let frame):
        take(frame, at: now, registry: registry, owns: owns, &outcomes)
      }
    }
    return outcomes
  }

  /// Asks the next board on a polled line, if its turn has come.
  mutating func poll(at now: Instant) -> [LinkOutcome] {
    guard let request = polling?.next(at: now) else { return [] }
    let serial = addressee(request.address, at: now)
    let bytes = encode(request.command, to: serial, address: request.address)
    polling?.sent(sequence: sequence)
    return [.send(bytes)]
  }

  /// The board that spoke last from an address; whoever has it where that was long ago.
  private func addressee(_ address: UInt8, at now: Instant) -> SerialNumber {
    let heard = boards.filter { $0.value.address == address }
      .max { $0.value.heardAt < $1.value.heardAt }
    guard let heard, now - heard.value.heardAt <= BoardLink.reportGap else {
      return SerialNumber(0)
    }
    return heard.key
  }

  private mutating func take(
    _ frame: Frame, at now: Instant, registry: LinkRegistry,
    owns: (SerialNumber) -> PortIdentifier?, _ outcomes: inout [LinkOutcome]
  ) {
    guard let board = BoardFrame(frame) else { return }
    let serial = board.header.serial
    polling?.answered(by: frame.address, answering: board.answering, at: now)
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
    guard follow(frame, board.header, entry, at: now, &outcomes) else { return }
    if board.notes.implausibleValues > 0 { tell(.implausible(entry.device), &outcomes) }
    take(board, serial, entry, at: now, &outcomes)
  }

  private mutating func follow(
    _ frame: Frame, _ header: BoardHeader, _ entry: LinkRegistry.Entry, at now: Instant,
    _ outcomes: inout [LinkOutcome]
  ) -> Bool {
    guard let succession = boards[header.serial]?.follow(frame, header, at: now) else {
      boards[header.serial] = BoardLink(frame, header, at: now)
      return true
    }
    switch succession {
    case .next: return true
    case .repeated: return false
    case .wentBack:
      tell(.wentBack(entry.device), &outcomes)
      return true
    case .restarted:
      outcomes.append(.notice(.restarted(entry.device, bootCounter: header.bootCounter)))
      return true
    }
  }

  private mutating func take(
    _ board: BoardFrame, _ serial: SerialNumber, _ entry: LinkRegistry.Entry, at now: Instant,
    _ outcomes: inout [LinkOutcome]
  ) {
    switch board.message {
    case .report(let reading, let stored):
      outcomes.append(.sample(Sample(device: entry.device, reading: reading)))
      configure(serial, entry, &outcomes)
      follow(stored, serial, at: now, &outcomes)
    case .historyRecord(let record): take(record, serial, entry, at: now, &outcomes)
    case .historyEnd(let end): endHistory(end.stored, serial, at: now, &outcomes)
    case .refused(let refusal):
      tell(.refused(port, serial, command: refusal.command.rawValue), &outcomes)
    case .unknownKind(let kind): tell(.unknownKind(port, serial, kind), &outcomes)
    case .identity, .selfTest, .done, .incomplete, .unknown: counters.other += 1
    }
  }

  /// Tells a board once a connection which report period it shall have.
  private mutating func configure(
    _ serial: SerialNumber, _ entry: LinkRegistry.Entry, _ outcomes: inout [LinkOutcome]
  ) {
    guard let board = boards[serial], !board.isConfigured else { return }
    boards[serial]?.isConfigured = true
    guard let period = entry.reportPeriod else { return }
    ask(.setPeriod(report: period, history: nil), serial, board, &outcomes)
  }

  private mutating func ask(
    _ command: GatewayCommand, _ serial: SerialNumber, _ board: BoardLink,
    _ outcomes: inout [LinkOutcome]
  ) {
    if polling != nil {
      polling?.queue(command, for: board.address)
    } else {
      outcomes.append(.send(encode(command, to: serial, address: board.address)))
    }
  }

  // MARK: History

  /// Reads what a board has stored, or acknowledges what was heard live.
  private mutating func follow(
    _ stored: StoredRecords?, _ serial: SerialNumber, at now: Instant,
    _ outcomes: inout [LinkOutcome]
  ) {
    guard let board = boards[serial] else { return }
    guard let stored else {
      boards[serial]?.history = .covered
      return
    }
    switch board.history {
    case .covered: acknowledge(stored.newest, serial, at: now)
    case .toRead: read(from: stored.oldest, serial, at: now, &outcomes)
    case .reading(let next, let askedAt, _):
      // The question or its answer was lost: ask again from where the answer stopped.
      if now - askedAt > BoardLink.answerTimeout {
        read(from: max(next, stored.oldest), serial, at: now, &outcomes)
      }
    }
  }

  private mutating func take(
    _ record: HistoryRecord, _ serial: SerialNumber, _ entry: LinkRegistry.Entry,
    at now: Instant, _ outcomes: inout [LinkOutcome]
  ) {
    guard let board = boards[serial], case .reading(let next, _, let isRepeated) = board.history
    else { return }
    // A record before this one was lost on the line: this one is asked for again, in its turn.
    if record.cursor > next, !isRepeated { return }
    if let measuredAt = board.place(record, at: now) {
      outcomes.append(
        .sample(Sample(device: entry.device, reading: record.reading, measuredAt: measuredAt)))
    } else {
      boards[serial]?.countUnplaceable()
      tell(.historyUnplaceable(entry.device), &outcomes)
    }
    boards[serial]?.history = .reading(
      next: record.cursor &+ 1, askedAt: now, isRepeated: false)
    // On a bus each record is an answer of its own, and says what else there is.
    if polling != nil { endHistory(record.stored, serial, at: now, &outcomes) }
  }

  /// An answer is complete: acknowledge what came, and ask for what is left.
  private mutating func endHistory(
    _ stored: StoredRecords?, _ serial: SerialNumber, at now: Instant,
    _ outcomes: inout [LinkOutcome]
  ) {
    guard let board = boards[serial], case .reading(let next, _, let isRepeated) = board.history
    else { return }
    guard let stored else {
      boards[serial]?.history = .covered
      return
    }
    if next > stored.oldest {
      boards[serial]?.acknowledgedAt = nil
      acknowledge(next - 1, serial, at: now)
    } else if isRepeated {
      // Asked twice and not told: the board does not have what it says.
      boards[serial]?.history = .covered
      return
    }
    if next <= stored.newest {
      read(from: max(next, stored.oldest), serial, at: now, &outcomes)
    } else {
      boards[serial]?.history = .covered
    }
  }

  private mutating func read(
    from cursor: UInt32, _ serial: SerialNumber, at now: Instant,
    _ outcomes: inout [LinkOutcome]
  ) {
    guard let board = boards[serial] else { return }
    let most = polling == nil ? Self.mostRecords : 1
    var isRepeated = false
    if case .reading(cursor, _, _) = board.history { isRepeated = true }
    boards[serial]?.history = .reading(next: cursor, askedAt: now, isRepeated: isRepeated)
    ask(.historyRead(from: cursor, most: most), serial, board, &outcomes)
  }

  /// Notes what may be erased on the board; it is told once everything taken so far is safe on disk.
  private mutating func acknowledge(_ cursor: UInt32, _ serial: SerialNumber, at now: Instant) {
    guard let board = boards[serial] else { return }
    if let last = board.acknowledgedAt, now - last < BoardLink.acknowledgeEvery { return }
    boards[serial]?.acknowledgedAt = now
    boards[serial]?.erasable = BoardLink.Erasable(through: cursor, takenWith: input)
  }

  /// Everything through `lastInput` is on disk: boards may forget what it held.
  mutating func saved(through lastInput: Int64) -> [LinkOutcome] {
    var outcomes: [LinkOutcome] = []
    for (serial, board) in boards.sorted(by: { $0.key < $1.key }) {
      guard let erasable = board.erasable, erasable.takenWith <= lastInput else { continue }
      boards[serial]?.erasable = nil
      ask(.historyAcknowledge(through: erasable.through), serial, board, &outcomes)
    }
    return outcomes
  }

  // MARK: Frames and notices

  private mutating func encode(
    _ command: GatewayCommand, to serial: SerialNumber, address: UInt8
  ) -> [UInt8] {
    sequence &+= 1
    let frame = command.frame(to: serial, address: address, sequence: sequence)
    // A command is a few bytes in the direction that the encoder checks: it cannot be refused.
    do { return try FrameEncoder.encode(frame, afterIdle: true) } catch { return [] }
  }

  private mutating func tell(_ notice: LinkNotice, _ outcomes: inout [LinkOutcome]) {
    counters.count(notice)
    // Bounded, because whoever speaks on the line can invent serial numbers without end.
    guard told.count < Self.noticesToldMost, told.insert(notice).inserted else { return }
    outcomes.append(.notice(notice))
  }
}
