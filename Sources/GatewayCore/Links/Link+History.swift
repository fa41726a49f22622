import CareModel
import Devices
import WireProtocol

// What a board stored is read from the oldest on, and acknowledged when it is safe on disk.
extension Link {
  /// Answers that may bring nothing before what they should bring is taken as not there.
  private static let fruitlessMost = 2

  mutating func take(
    _ record: HistoryRecord, _ serial: SerialNumber, _ entry: LinkRegistry.Entry,
    at now: Instant, _ outcomes: inout [LinkOutcome]
  ) {
    guard let board = boards[serial], case .reading(let next, let fruitless) = board.history
    else { return }
    if record.cursor < next {
      // It came already, in an answer that was taken for lost. On a bus it answers nothing.
      if polling != nil { quiet(serial, at: now) }
      return
    }
    // One before it was lost on the line: this one is asked for again, in its turn. On a bus, or
    // after as many answers as a command has tries, the one before it is not there.
    if record.cursor > next, polling == nil, fruitless < Self.fruitlessMost { return }
    if record.cursor > board.takenThrough {
      place(record, serial, entry, at: now, &outcomes)
      boards[serial]?.takenThrough = record.cursor
    }
    let following = record.cursor &+ 1
    boards[serial]?.history = .reading(next: following, fruitless: 0)
    if case .historyRead(_, let most)? = turn.outstanding?.command {
      turn.progressed(to: .historyRead(from: following, most: most), at: now)
    }
    // On a bus each record is an answer of its own, and says what else there is.
    if polling != nil { endHistory(record.stored, serial, at: now) }
  }

  private mutating func place(
    _ record: HistoryRecord, _ serial: SerialNumber, _ entry: LinkRegistry.Entry,
    at now: Instant, _ outcomes: inout [LinkOutcome]
  ) {
    if let measuredAt = boards[serial]?.place(record, at: now) {
      outcomes.append(
        .sample(Sample(device: entry.device, reading: record.reading, measuredAt: measuredAt)))
    } else {
      boards[serial]?.countUnplaceable()
      tell(.historyUnplaceable(entry.device), &outcomes)
    }
  }

  /// An answer is complete: acknowledge what came, and ask for what is left.
  mutating func endHistory(_ stored: StoredRecords?, _ serial: SerialNumber, at now: Instant) {
    guard let board = boards[serial], case .reading(let next, let fruitless) = board.history
    else { return }
    boards[serial]?.stored = stored
    guard let stored else {
      boards[serial]?.history = .covered
      return
    }
    if next > stored.oldest {
      boards[serial]?.acknowledgedAt = nil
      acknowledge(next - 1, serial, at: now)
    } else if fruitless >= Self.fruitlessMost {
      // Asked again and again and not told: the board does not have what it says.
      boards[serial]?.history = .covered
      return
    }
    guard next <= stored.newest else {
      boards[serial]?.history = .covered
      return
    }
    let from = max(next, stored.oldest)
    boards[serial]?.history = .reading(
      next: from, fruitless: from == board.readFrom ? fruitless + 1 : 0)
  }

  /// Notes what may be erased on the board; it is told once all taken so far is safe on disk.
  mutating func acknowledge(_ cursor: UInt32, _ serial: SerialNumber, at now: Instant) {
    guard let board = boards[serial] else { return }
    if let last = board.acknowledgedAt, now - last < BoardLink.acknowledgeEvery { return }
    boards[serial]?.acknowledgedAt = now
    if board.erasable.count > 1 { boards[serial]?.erasable.removeLast() }
    boards[serial]?.erasable.append(BoardLink.Erasable(through: cursor, takenWith: input))
  }

  /// Everything through `lastInput` is on disk: boards may forget what it held.
  mutating func saved(through lastInput: Int64, at now: Instant) -> [LinkOutcome] {
    for (serial, board) in boards {
      guard let safe = board.erasable.last(where: { $0.takenWith <= lastInput }) else { continue }
      boards[serial]?.erasable.removeAll { $0.takenWith <= lastInput }
      boards[serial]?.toAcknowledge = safe.through
    }
    var outcomes: [LinkOutcome] = []
    ask(at: now, &outcomes)
    return outcomes
  }
}
