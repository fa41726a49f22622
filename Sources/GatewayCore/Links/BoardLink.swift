import CareModel
import Devices
import WireProtocol

/// What the gateway knows of one board on one line, and what it wants of it.
struct BoardLink: Sendable {
  /// Where the gateway stands with what the board has stored.
  enum History: Sendable {
    /// Reports may have been missed: read what is stored before anything is acknowledged.
    case toRead
    /// `fruitless` counts whole answers that brought nothing of what was asked for.
    case reading(next: UInt32, fruitless: Int)
    /// Every record since was heard live.
    case covered
  }

  /// What the board may erase once the input that it came with is safe on disk.
  struct Erasable: Sendable {
    var through: UInt32
    var takenWith: Int64
  }

  /// The last record that was placed: those after it come after it in time, too.
  private struct Placed: Sendable {
    var cursor: UInt32
    var uptime: Int64
    var at: Instant
  }

  private(set) var header: BoardHeader
  private(set) var address: UInt8
  private(set) var sequence: UInt16
  private(set) var heardAt: Instant
  private(set) var reportedAt: Instant?
  private(set) var clock: BoardClock
  private var placed: Placed?
  private(set) var counters = BoardCounters()

  var history = History.toRead
  /// What the board holds, as it said last.
  var stored: StoredRecords?
  /// From where it was read the last time.
  var readFrom: UInt32 = 0
  /// Records through this cursor were taken, and are not taken twice.
  var takenThrough: UInt32 = 0
  var acknowledgedAt: Instant?
  /// The first waits for its commit however slow the disk is; the second is the newest.
  var erasable: [Erasable] = []
  /// Safe on disk: the board is to be told.
  var toAcknowledge: UInt32?
  var identity: BoardIdentity?
  var wantsIdentity = true
  /// The report period that the board is still to be told.
  var wantedPeriod: TimeLength?
  /// The one command that is out, or waits for its turn on a shared line.
  var asked: GatewayCommand?
  /// After a command that was given up, the board is left alone until then.
  var quietUntil = Instant.zero

  static let acknowledgeEvery = TimeLength.seconds(10)
  /// The page has an acknowledgement at least this often: nothing waits longer for a next try.
  static let quietAfterGivingUp = TimeLength.seconds(30)
  /// The page's default, for a board that has not said.
  private static let defaultHistoryPeriod = TimeLength.seconds(10)
  /// A report may wait this long for the frames of an answer.
  private static let reportDelay = TimeLength.seconds(1)

  init(_ frame: Frame, _ header: BoardHeader, at now: Instant) {
    self.header = header
    address = frame.address
    sequence = frame.sequence
    heardAt = now
    clock = BoardClock(uptime: header.uptimeMilliseconds, at: now)
    counters.frames = 1
  }

  /// How a frame follows on the one before.
  enum Succession {
    case next
    case repeated
    case restarted
    case wentBack
    case wrapped
  }

  /// Takes note of a frame; a repeat changes nothing but a count.
  mutating func follow(_ frame: Frame, _ next: BoardHeader, at now: Instant) -> Succession {
    let isSameBoot = next.bootCounter == header.bootCounter
    if isSameBoot, next.uptimeMilliseconds == header.uptimeMilliseconds,
      frame.sequence == sequence
    {
      counters.repeated += 1
      return .repeated
    }
    var succession = Succession.restarted
    if isSameBoot {
      switch clock.hear(next.uptimeMilliseconds, at: now) {
      case .onward: succession = .next
      case .wrapped: succession = .wrapped
      // Uptime that goes back is a restart, too: of a board whose boot counter is worn out.
      case .back: succession = .wentBack
      }
    }
    switch succession {
    case .restarted, .wentBack:
      if succession == .wentBack { counters.wentBack += 1 }
      counters.restarts += 1
      clock = clock.next(uptime: next.uptimeMilliseconds, at: now)
      startOver()
    case .wrapped, .next, .repeated:
      if succession == .wrapped { counters.wrapped += 1 }
      counters.lost += Int(frame.sequence &- sequence &- 1)
    }
    counters.frames += 1
    header = next
    address = frame.address
    sequence = frame.sequence
    heardAt = now
    return succession
  }

  /// The line was opened anew, or the board has started anew and forgotten its period.
  mutating func startOver() {
    history = .toRead
    stored = nil
    erasable = []
    toAcknowledge = nil
    reportedAt = nil
    placed = nil
    asked = nil
    wantsIdentity = true
    quietUntil = .zero
  }

  /// Takes note of a report; one that comes late may have cost records.
  mutating func reported(_ stored: StoredRecords?, at now: Instant) {
    let period = identity?.historyPeriod ?? Self.defaultHistoryPeriod
    if let reportedAt, now - reportedAt > period + Self.reportDelay, case .covered = history {
      history = .toRead
    }
    reportedAt = now
    self.stored = stored
    // Cursors are never used twice; a board that does so all the same is read from the beginning.
    if let stored, stored.newest < takenThrough { takenThrough = 0 }
    if stored == nil { history = .covered }
  }

  /// Where a record of the board lies on the gateway's timeline; nil when nobody can say.
  ///
  /// Records come in the order in which they were stored, and so do their places.
  mutating func place(_ record: HistoryRecord, at now: Instant) -> Instant? {
    guard record.bootCounter == header.bootCounter,
      let uptime = clock.uptime(ofRecord: record.uptimeMilliseconds),
      var at = clock.place(uptime, at: now)
    else { return nil }
    if let placed, placed.cursor < record.cursor {
      guard placed.uptime <= uptime, placed.at - at <= BoardClock.latenessMost else { return nil }
      at = max(at, placed.at)
    }
    placed = Placed(cursor: record.cursor, uptime: uptime, at: at)
    return at
  }

  mutating func countUnplaceable() { counters.unplaceable += 1 }

  /// What the board is to be asked next, one thing at a time; nil when there is nothing.
  func wanted(most: UInt8, at now: Instant) -> GatewayCommand? {
    guard asked == nil, quietUntil <= now else { return nil }
    if wantsIdentity { return .identify }
    if let wantedPeriod { return .setPeriod(report: wantedPeriod, history: nil) }
    if let toAcknowledge { return .historyAcknowledge(through: toAcknowledge) }
    switch history {
    case .toRead: return stored.map { .historyRead(from: $0.oldest, most: most) }
    case .reading(let next, _): return .historyRead(from: next, most: most)
    case .covered: return nil
    }
  }
}
