import CareModel
import Devices
import WireProtocol

/// What the gateway knows of one board on one line.
struct BoardLink: Sendable {
  /// Where the gateway stands with what the board has stored.
  enum History: Sendable {
    /// Reports may have been missed: read what is stored before anything is acknowledged.
    case toRead
    ///
    /// `isRepeated` where the same question was asked before: then what is missing is not there.
    case reading(next: UInt32, askedAt: Instant, isRepeated: Bool)
    /// Every record since was heard live.
    case covered
  }

  /// What the board may erase once the input that it came with is safe on disk.
  struct Erasable: Sendable {
    var through: UInt32
    var takenWith: Int64
  }

  var header: BoardHeader
  var address: UInt8
  var sequence: UInt16
  var heardAt: Instant
  var history = History.toRead
  var acknowledgedAt: Instant?
  var erasable: Erasable?
  var isConfigured = false
  private(set) var counters = BoardCounters()

  /// A gap between reports that is longer than this may have cost records.
  static let reportGap = TimeLength.seconds(30)
  static let acknowledgeEvery = TimeLength.seconds(10)
  static let answerTimeout = TimeLength.seconds(2)

  init(_ frame: Frame, _ header: BoardHeader, at now: Instant) {
    self.header = header
    address = frame.address
    sequence = frame.sequence
    heardAt = now
    counters.frames = 1
  }

  /// How a frame follows on the one before.
  enum Succession {
    case next
    case repeated
    case restarted
    case wentBack
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
    // Uptime that goes back is a restart, too: of a board whose boot counter is worn out.
    let isBack = isSameBoot && next.uptimeMilliseconds < header.uptimeMilliseconds
    if isBack { counters.wentBack += 1 }
    let isRestart = !isSameBoot || isBack
    if isRestart {
      counters.restarts += 1
      // A board that started anew has forgotten its period, and may hold records of before.
      isConfigured = false
      history = .toRead
      erasable = nil
    } else {
      counters.lost += Int(frame.sequence &- sequence &- 1)
    }
    if now - heardAt > Self.reportGap, case .covered = history { history = .toRead }
    counters.frames += 1
    header = next
    address = frame.address
    sequence = frame.sequence
    heardAt = now
    return isBack ? .wentBack : isRestart ? .restarted : .next
  }

  /// Where a record of the board lies on the gateway's timeline; nil when nobody can say.
  func place(_ record: HistoryRecord, at now: Instant) -> Instant? {
    guard record.bootCounter == header.bootCounter,
      record.uptimeMilliseconds <= header.uptimeMilliseconds
    else { return nil }
    let age = header.uptimeMilliseconds - record.uptimeMilliseconds
    guard age <= Self.oldestAge else { return nil }
    return Instant(milliseconds: now.milliseconds - Int64(age))
  }

  mutating func countUnplaceable() { counters.unplaceable += 1 }

  /// Ten years in milliseconds: an older record is a broken number.
  private static let oldestAge: UInt64 = 315_576_000_000
}

/// What one board did, as status and logs count it.
public struct BoardCounters: Hashable, Codable, Sendable {
  public var frames = 0
  /// Frames that the sequence numbers show to be missing.
  public var lost = 0
  public var repeated = 0
  public var restarts = 0
  public var wentBack = 0
  /// History records of another boot.
  public var unplaceable = 0
}
