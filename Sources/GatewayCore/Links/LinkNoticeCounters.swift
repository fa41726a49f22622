/// How often each kind of trouble was met on one line.
public struct LinkNoticeCounters: Hashable, Codable, Sendable {
  public var rejected = 0
  public var unknownBoards = 0
  public var duplicateSerials = 0
  public var wrongKinds = 0
  public var refusals = 0
  public var unplaceableRecords = 0
  public var implausibleValues = 0
  /// Commands that were given up after the last try.
  public var unanswered = 0
  /// Answers on a shared line that came after the question was given up; dropped.
  public var lateAnswers = 0
  /// Answers that change nothing.
  public var other = 0

  mutating func count(_ notice: LinkNotice) {
    switch notice {
    case .rejected, .wentBack: rejected += 1
    case .unknownBoard, .unknownKind: unknownBoards += 1
    case .wrongKind: wrongKinds += 1
    case .duplicateSerial: duplicateSerials += 1
    case .refused: refusals += 1
    case .historyUnplaceable: unplaceableRecords += 1
    case .implausible: implausibleValues += 1
    case .unanswered: unanswered += 1
    case .restarted, .uptimeWrapped: break
    }
  }
}
