import CareModel
import GatewayCore
import WireProtocol

/// One line of the gateway and the boards on it, in words.
enum LinkLines {
  static func lines(_ link: LinkView, _ view: WardView, style: TextStyle) -> [StyledText] {
    var facts = [Figures.count(link.counters.frames, "frame", "frames")]
    facts.append("\(link.counters.rejected) rejected" + reasons(link.counters))
    facts += notices(link.notices)
    var lines = wrapped("\(state(link, view))\(facts.joined(separator: ", "))", 0, style)
    if link.boards.isEmpty { lines += wrapped("no board heard yet", 2, style) }
    for board in link.boards { lines += wrapped(words(board, at: view.at), 2, style) }
    return lines
  }

  private static func state(_ link: LinkView, _ view: WardView) -> String {
    let port = link.port
    let lost = view.alarms.first {
      $0.condition == .portLost && $0.subject == .port(port)
    }
    return lost.map { "\(port): LOST for \(Figures.words(view.at - $0.since)), " }
      ?? (link.isOpen ? "\(port): " : "\(port): closed, ")
  }

  private static func reasons(_ counters: LinkCounters) -> String {
    let named = FrameRejection.allCases.filter { counters[$0] > 0 }
      .map { "\(counters[$0]) \(words($0))" }
    return named.isEmpty ? "" : " (\(named.joined(separator: ", ")))"
  }

  private static func words(_ reason: FrameRejection) -> String {
    switch reason {
    case .tooLong: "too long"
    case .badStuffing: "bad stuffing"
    case .tooShort: "too short"
    case .badChecksum: "damaged"
    case .unsupportedVersion: "of another protocol version"
    case .wrongDirection: "echoed"
    case .malformedFields: "with malformed fields"
    }
  }

  private static func notices(_ notices: LinkNoticeCounters) -> [String] {
    let counted: [(Int, String)] = [
      (notices.unknownBoards, "from unknown boards"),
      (notices.duplicateSerials, "with a serial number heard elsewhere"),
      (notices.wrongKinds, "of another kind than configured"),
      (notices.refusals, "commands refused"),
      (notices.unplaceableRecords, "stored records of unknown time"),
      (notices.implausibleValues, "implausible values"),
    ]
    return counted.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
  }

  private static func words(_ board: LinkView.Board, at now: Instant) -> String {
    let name =
      board.device.map { "\($0) (board \(board.serial))" }
      ?? "board \(board.serial), not in the configuration"
    var facts = [
      "heard \(Figures.words(now - board.heardAt)) ago",
      Figures.count(board.counters.frames, "frame", "frames"), "\(board.counters.lost) lost",
    ]
    let counted: [(Int, String)] = [
      (board.counters.repeated, "repeated"), (board.counters.restarts, "restarts"),
      (board.counters.wentBack, "out of order"),
      (board.counters.unplaceable, "stored records of unknown time"),
    ]
    facts += counted.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return "\(name): " + facts.joined(separator: ", ")
  }

  /// What does not fit goes on below, indented by four more.
  private static func wrapped(_ text: String, _ indent: Int, _ style: TextStyle) -> [StyledText] {
    let lines = TextWrapping.lines(text, columns: style.columns - indent, hanging: 4)
    return lines.enumerated().map { index, line in
      StyledText(String(repeating: " ", count: indent + (index == 0 ? 0 : 4)) + line)
    }
  }
}
