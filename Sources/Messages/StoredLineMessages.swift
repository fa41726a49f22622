import CareModel
import TraceFormat

extension MessageAddress {
  /// The body of an event as the store kept it: the very bytes that were, or would be, sent.
  ///
  /// Stretches have a body here, too. Errors: a line that is no event.
  public func body(ofStored line: String, _ stamp: MessageStamp) throws(TraceProblem) -> String {
    let stored = try StoredLine(line)
    guard let event = stored.event else { throw TraceProblem("the line names no event") }
    let stamp = stored.at.map { stamp.moved(to: $0) } ?? stamp
    var identifier = counted(stamp)
    if event == "day", let infant = stored.infant, let revision = stored.revision {
      let named = InfantIdentifier(infant)
      identifier = self.identifier(day: stored.date, of: named, revision, stamp)
    }
    var json = Envelope(
      address: self, schema: event, identifier: identifier, stamp: stamp
    ).opened()
    json.put("event", event)
    if let alarm = stored.alarm { json.put("alarm_id", alarm) }
    for (key, value) in stored.rest { json.put(key, json: value) }
    return json.line
  }
}

/// The members of a stored event: what the envelope needs, and the rest as it stands.
private struct StoredLine {
  var event: String?
  var alarm: String?
  var at: Instant?
  var infant: String?
  var date: LocalDate?
  var revision: Int?
  var rest: [(key: String, json: String)] = []

  init(_ line: String) throws(TraceProblem) {
    let bytes = Array(line.utf8)
    var scanner = JSONScanner(bytes, from: 0, to: bytes.count)
    try scanner.members { scanner, key throws(TraceProblem) in
      _ = scanner.peek()
      let start = scanner.position
      switch key {
      case "event": event = try scanner.string()
      case "id": alarm = try scanner.string()
      case "t":
        let seconds = try scanner.number()
        // A hundred years: what lies beyond is a damaged row, not a time.
        guard abs(seconds) < 3.2e9 else { throw TraceProblem("a time out of range") }
        at = Instant(seconds: seconds)
      default:
        try scanner.skip()
        let end = scanner.position
        rest.append((key, scanner.text(start..<end)))
        var value = JSONScanner(bytes, from: start, to: end)
        switch key {
        case "infant": infant = try value.string()
        case "date": date = value.null() ? nil : Self.date(try value.string())
        case "revision": revision = Int(exactly: try value.number())
        default: break
        }
      }
    }
    try scanner.finish()
  }

  private static func date(_ text: String) -> LocalDate? {
    WallTime(iso8601: text + "T00:00:00Z").map {
      LocalDate(dayNumber: Int($0.milliseconds / 86_400_000))
    }
  }
}
