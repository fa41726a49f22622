import Foundation

/// Messages for people go to standard error, so that standard output holds data and nothing else.
enum StandardError {
  static func say(_ message: String) {
    FileHandle.standardError.write(Data((message + "\n").utf8))
  }
}
