import ArgumentParser

/// Exit codes as sysexits.h names them, so that scripts can tell one failure from another.
extension ExitCode {
  /// The data, such as a trace's header, is of no use.
  static let dataUnusable = ExitCode(65)
  static let inputMissing = ExitCode(66)
  /// The daemon does not answer.
  static let unavailable = ExitCode(69)
  static let inputOutput = ExitCode(74)
  static let configuration = ExitCode(78)
}
