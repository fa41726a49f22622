import ArgumentParser
import CareModel
import Configuration
import TraceFormat

/// `kmcd replay TRACE`: the events that a recorded trace leads to, as NDJSON and nothing else.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Prints the events of a recorded trace as NDJSON.",
    discussion: "Exit 65 when the header is unusable, 66 when the file cannot be read.")

  @Argument(help: "The trace file; - reads standard input.")
  var trace: String

  @Option(help: "Take the settings of this configuration file instead of the defaults.")
  var config: String?

  func run() throws {
    let opened = try TraceInput(trace).opened(config: config)
    var lines = opened.lines
    try replay(opened.replay, &lines)
  }

  private func replay(_ start: Replay, _ lines: inout LineReader) throws {
    var replay = start
    var output = StandardOutput()
    var broken = 0
    while let (bytes, range) = try lines.next() {
      if range.isEmpty { continue }
      var events: [CareEvent] = []
      do throws(TraceProblem) {
        events = try replay.take(bytes, from: range.lowerBound, to: range.upperBound)
      } catch {
        broken += 1
        StandardError.say("\(trace):\(lines.number): \(error); line skipped")
      }
      for event in events { try output.print(event.line) }
    }
    for event in replay.finish() { try output.print(event.line) }
    try output.flush()
    if broken > 0 { StandardError.say("\(trace): \(broken) broken lines skipped") }
    if replay.unknownKeys > 0 {
      StandardError.say("\(trace): \(replay.unknownKeys) unknown keys passed over")
    }
  }
}
