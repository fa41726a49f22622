import CareModel
import TraceFormat

extension MessageAddress {
  /// The message of an event; nil for single stretches, standbys and alarm tests, which are in the
  /// store and the export only.
  public func message(_ event: CareEvent, _ stamp: MessageStamp) -> Message? {
    switch event {
    case .contact, .unobserved, .standby, .alarmTest: nil
    case .session(let session):
      message(.session, "session", counted(stamp), stamp) { session.put(in: &$0) }
    case .day(let day):
      message(
        .day, "day", identifier(day: day.date, of: day.infant, day.revision, stamp), stamp
      ) { day.put(in: &$0) }
    case .alarm(let alarm):
      message(.alarm, "alarm", counted(stamp), stamp.moved(to: alarm.at)) { json in
        json.put("alarm_id", alarm.identifier.name)
        alarm.put(in: &json)
      }
    case .response(let response):
      message(.alarm, "response", counted(stamp), stamp.moved(to: response.at)) { json in
        json.put("alarm_id", response.identifier.name)
        response.put(in: &json)
      }
    }
  }

  /// Names the event with this number of one run of the gateway.
  func counted(_ stamp: MessageStamp) -> String { "\(path)/\(stamp.boot)/\(stamp.sequence)" }

  /// Names one revision of an infant's day; a day without a date is named by its event.
  func identifier(
    day date: LocalDate?, of infant: InfantIdentifier, _ revision: Int, _ stamp: MessageStamp
  ) -> String {
    guard let date else { return counted(stamp) }
    return "\(path)/day/\(infant)/\(date)/\(revision)"
  }

  private func message(
    _ kind: MessageKind, _ event: String, _ identifier: String, _ stamp: MessageStamp,
    _ put: (inout JSONLineWriter) -> Void
  ) -> Message {
    var json = Envelope(
      address: self, schema: event, identifier: identifier, stamp: stamp
    ).opened()
    json.put("event", event)
    put(&json)
    return Message(kind: kind, identifier: identifier, at: stamp.at, body: json.line)
  }
}
