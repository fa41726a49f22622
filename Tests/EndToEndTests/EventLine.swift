import Foundation

/// One line of an event stream or a trace, by its frozen names.
struct EventLine {
  let text: String
  private let values: [String: Any]

  /// Nil for a line that is no JSON object, such as one that is not written to its end.
  init?(_ line: String) {
    guard let parsed = try? JSONSerialization.jsonObject(with: Data(line.utf8)),
      let values = parsed as? [String: Any]
    else { return nil }
    text = line
    self.values = values
  }

  func string(_ key: String) -> String? { values[key] as? String }
  func number(_ key: String) -> Double? { (values[key] as? NSNumber)?.doubleValue }

  /// True for an alarm event of this condition and state.
  func isAlarm(_ condition: String, _ state: String) -> Bool {
    string("event") == "alarm" && string("condition") == condition && string("state") == state
  }
}
