import Foundation
import Logging

/// Lines for the journal, which knows the time and wants the level in front (sd-daemon(3)).
struct JournalLogHandler: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .info

  /// Whether standard error goes to the journal.
  static func isWanted(_ environment: [String: String]) -> Bool {
    environment["JOURNAL_STREAM"] != nil
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let text = "\(event.message)".split(separator: "\n").joined(separator: "; ")
    StandardError.say("<\(Self.priority(event.level))>\(text)")
  }

  /// The level's number in syslog(3).
  private static func priority(_ level: Logger.Level) -> Int {
    switch level {
    case .trace, .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    case .critical: 2
    }
  }
}
