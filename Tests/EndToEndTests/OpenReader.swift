import Foundation

/// Another program that has a store open as SQLite's own tools do, and reads on for a minute.
final class OpenReader: Sendable {
  private static let program = "/usr/bin/python3"
  static var isPossible: Bool { FileManager.default.isExecutableFile(atPath: program) }

  private let child: ChildProcess
  private let output: String

  init(of store: String, in folder: ScratchFolder) throws {
    output = folder.path("reader.out")
    let code = """
      import sqlite3, sys, time
      store = sqlite3.connect(sys.argv[1], timeout=0.1)
      store.execute("BEGIN")
      print(store.execute("SELECT count(*) FROM event").fetchone()[0], flush=True)
      time.sleep(60)
      """
    child = try ChildProcess(
      Self.program, ["-c", code, store], input: "/dev/null", output: output,
      errors: folder.path("reader.err"))
  }

  deinit { child.send(SIGKILL) }

  var hasEnded: Bool { child.status != .running }

  /// Whether it has read, and has not ended.
  var isReading: Bool {
    let hasRead = FileManager.default.contents(atPath: output)?.isEmpty == false
    return hasRead && child.status == .running
  }
}
