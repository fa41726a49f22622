import CareModel
import Devices
import WireProtocol

// One command is out to a board at a time; it is repeated, and given up, as the protocol page says.
extension Link {
  /// What a frame has answered.
  enum Answered {
    /// The board spoke by itself, or what it says is only a part of its answer.
    case nothing
    case command(GatewayCommand)
  }

  private static let mostRecords: UInt8 = 16
  /// A board on a bus is asked by its number only while it was heard lately.
  private static let addressKnownFor = TimeLength.seconds(30)

  /// Matches a frame with the question; nil for a late answer on a bus, which is dropped.
  mutating func settle(_ board: BoardFrame, address: UInt8, at now: Instant) -> Answered? {
    let serial = board.header.serial
    if polling != nil {
      guard
        let request = polling?.answered(
          by: serial, at: address, answering: board.answering, at: now)
      else {
        counters.lateAnswers += 1
        return nil
      }
      return request.command == .poll ? .nothing : .command(request.command)
    }
    guard let command = turn.outstanding?.command, command.isEnded(by: board.message),
      turn.isAnswered(by: serial, answering: board.answering)
    else { return .nothing }
    turn.finish()
    return .command(command)
  }

  /// A board has answered: what it did is no longer wanted.
  mutating func note(
    _ command: GatewayCommand, _ message: BoardMessage, _ serial: SerialNumber, at now: Instant
  ) {
    boards[serial]?.asked = nil
    if case .refused(let refusal) = message {
      refuse(command, refusal.reason, serial, at: now)
      return
    }
    switch command {
    case .setPeriod:
      if case .done = message { boards[serial]?.wantedPeriod = nil }
    case .historyAcknowledge(let cursor):
      if case .done = message, boards[serial]?.toAcknowledge == cursor {
        boards[serial]?.toAcknowledge = nil
      }
    case .poll, .identify, .selfTest, .historyRead: break
    }
    // A board that says something else to a question is not asked it without end.
    var isPart = false
    if case (.historyRead, .historyRecord) = (command, message) { isPart = true }
    if !command.isEnded(by: message), !isPart { quiet(serial, at: now) }
  }

  private mutating func refuse(
    _ command: GatewayCommand, _ reason: Refusal.Reason, _ serial: SerialNumber, at now: Instant
  ) {
    if reason == .busy {
      quiet(serial, at: now)
      return
    }
    switch command {
    case .identify: boards[serial]?.wantsIdentity = false
    case .setPeriod: boards[serial]?.wantedPeriod = nil
    case .historyAcknowledge: boards[serial]?.toAcknowledge = nil
    case .historyRead: boards[serial]?.history = .covered
    case .poll, .selfTest: break
    }
  }

  /// Leaves a board alone for a while.
  mutating func quiet(_ serial: SerialNumber, at now: Instant) {
    boards[serial]?.quietUntil = now + BoardLink.quietAfterGivingUp
  }

  // MARK: Asking

  /// Puts the next command on the line where it is free, or in the queue of a shared one.
  mutating func ask(at now: Instant, _ outcomes: inout [LinkOutcome]) {
    if let cycle = polling {
      for (serial, board) in boards.sorted(by: { $0.key < $1.key }) {
        guard !cycle.isAbsent(board.address), let command = board.wanted(most: 1, at: now)
        else { continue }
        begin(command, serial)
        polling?.queue(command, for: board.address)
      }
      return
    }
    // One board has the line: the one that was heard last.
    guard turn.outstanding == nil,
      let (serial, board) = boards.max(by: { $0.value.heardAt < $1.value.heardAt }),
      let command = board.wanted(most: Self.mostRecords, at: now)
    else { return }
    begin(command, serial)
    say(command, to: serial, address: board.address, tries: 1, at: now, &outcomes)
  }

  private mutating func begin(_ command: GatewayCommand, _ serial: SerialNumber) {
    boards[serial]?.asked = command
    guard case .historyRead(let cursor, _) = command else { return }
    boards[serial]?.readFrom = cursor
    if case .reading = boards[serial]?.history { return }
    boards[serial]?.history = .reading(next: cursor, fruitless: 0)
  }

  /// Asks the next board on a polled line, or once more on another, if its time has come.
  mutating func poll(at now: Instant) -> [LinkOutcome] {
    var outcomes: [LinkOutcome] = []
    guard polling != nil else {
      expire(at: now, &outcomes)
      return outcomes
    }
    while let next = polling?.next(at: now) {
      switch next {
      case .ask(let request):
        let serial = addressee(request.address, at: now)
        let bytes = encode(request.command, to: serial, address: request.address)
        polling?.sent(sequence: sequence, to: serial, bytes: bytes.count, at: now)
        outcomes.append(.send(bytes))
        return outcomes
      case .gaveUp(let request, let isNew):
        // A board that is only starting is there by the next try.
        if !isNew {
          tell(
            .unanswered(
              port, address: request.address, command: request.command.messageType.rawValue),
            &outcomes)
        }
        for serial in boards.keys where boards[serial]?.address == request.address {
          boards[serial]?.asked = nil
        }
      }
    }
    return outcomes
  }

  private mutating func expire(at now: Instant, _ outcomes: inout [LinkOutcome]) {
    switch turn.expire(at: now) {
    case nil: return
    case .again(let waiting):
      let address = boards[waiting.serial]?.address ?? 0
      say(
        waiting.command, to: waiting.serial, address: address, tries: waiting.tries + 1, at: now,
        &outcomes)
    case .gaveUp(let waiting):
      tell(
        .unanswered(
          port, address: 0, command: waiting.command.messageType.rawValue), &outcomes)
      boards[waiting.serial]?.asked = nil
      quiet(waiting.serial, at: now)
      switch waiting.command {
      // What a board says of itself is good to know, and nothing waits for it.
      case .identify: boards[waiting.serial]?.wantsIdentity = false
      case .historyRead: boards[waiting.serial]?.history = .toRead
      default: break
      }
      ask(at: now, &outcomes)
    }
  }

  /// The board that spoke last from an address; whoever has it where that was long ago.
  private func addressee(_ address: UInt8, at now: Instant) -> SerialNumber {
    let heard = boards.filter { $0.value.address == address }
      .max { $0.value.heardAt < $1.value.heardAt }
    guard let heard, now - heard.value.heardAt <= Self.addressKnownFor else {
      return SerialNumber(0)
    }
    return heard.key
  }

  mutating func say(
    _ command: GatewayCommand, to serial: SerialNumber, address: UInt8, tries: Int,
    at now: Instant, _ outcomes: inout [LinkOutcome]
  ) {
    let bytes = encode(command, to: serial, address: address)
    turn.sent(command, to: serial, sequence: sequence, tries: tries, at: now)
    outcomes.append(.send(bytes))
  }

  private mutating func encode(
    _ command: GatewayCommand, to serial: SerialNumber, address: UInt8
  ) -> [UInt8] {
    sequence &+= 1
    let frame = command.frame(to: serial, address: address, sequence: sequence)
    // A command is a few bytes in the direction that the encoder checks: it cannot be refused.
    do { return try FrameEncoder.encode(frame, afterIdle: true) } catch { return [] }
  }
}
