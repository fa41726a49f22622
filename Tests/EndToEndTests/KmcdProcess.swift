import Foundation
import Testing

/// One run of the real `kmcd`, with its output in files of the test's folder.
final class KmcdProcess: Sendable {
  /// How a run ended, and what it said.
  struct Ending: Sendable {
    /// The exit code; nil when a signal ended it.
    var code: Int32?
    var output: String
    var errors: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  private let child: ChildProcess
  private let outputPath: String
  private let errorPath: String

  /// Starts `kmcd` with these arguments; with `input`, that file is its standard input.
  init(_ arguments: [String], in folder: ScratchFolder, input: String? = nil) throws {
    let name = "run-\(UInt32.random(in: 0...UInt32.max))"
    outputPath = folder.path(name + ".out")
    errorPath = folder.path(name + ".err")
    child = try ChildProcess(
      try Self.program(), arguments, input: input ?? "/dev/null", output: outputPath,
      errors: errorPath)
  }

  deinit { kill() }

  /// The binary that was built beside the running tests.
  static func program() throws -> String {
    let tests = [Bundle.main.executablePath, CommandLine.arguments.first].compactMap { $0 }
    let beside = tests.map {
      URL(fileURLWithPath: $0).deletingLastPathComponent().appendingPathComponent("kmcd").path
    }
    let found = beside.first { FileManager.default.isExecutableFile(atPath: $0) }
    return try #require(found, "no kmcd at \(beside): build it with the tests")
  }

  /// Runs to the end, at most 20 s.
  static func run(
    _ arguments: [String], in folder: ScratchFolder, input: String? = nil
  ) async throws -> Ending {
    try await KmcdProcess(arguments, in: folder, input: input).ending()
  }

  var identifier: pid_t { child.identifier }
  var isRunning: Bool { child.status == .running }
  var output: String { Self.text(outputPath) }
  var errors: String { Self.text(errorPath) }

  /// The events of a stream, or of a replay, so far.
  var events: [EventLine] { output.split(separator: "\n").compactMap { EventLine(String($0)) } }

  /// Whether the run holds a socket.
  func hasConnection() throws -> Bool {
    let folder = "/proc/\(identifier)/fd"
    return try FileManager.default.contentsOfDirectory(atPath: folder).contains {
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: folder + "/" + $0)
      return target?.hasPrefix("socket:") ?? false
    }
  }

  func send(_ signal: Int32) { child.send(signal) }

  /// Ends the run at once, as a power cut does.
  func kill() {
    guard isRunning else { return }
    send(SIGKILL)
    child.waitForEnd()
  }

  /// How the run ends by itself; it is killed when it has not within `limit`.
  func ending(within limit: Duration = .seconds(20)) async throws -> Ending {
    let hasEnded = await eventually(within: limit, every: .milliseconds(20)) {
      !isRunning
    }
    if !hasEnded { kill() }
    try #require(hasEnded, "kmcd had not ended within \(limit); it said: \(errors)")
    var code: Int32?
    if case .exited(let exited) = child.status { code = exited }
    return Ending(code: code, output: output, errors: errors)
  }

  private static func text(_ path: String) -> String {
    (try? Data(contentsOf: URL(fileURLWithPath: path))).map {
      String(decoding: $0, as: UTF8.self)
    } ?? ""
  }
}
