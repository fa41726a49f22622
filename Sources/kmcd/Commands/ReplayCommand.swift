import ArgumentParser
import CareModel
import Configuration
import Foundation
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
    let configured = try config.map { try ConfigurationOption.load($0) }
    let dayStart = configured?.calendar.dayStartHour ?? 0
    let input = try open()
    var lines = LineReader(input, name: trace)
    guard let header = try readHeader(&lines) else { throw ExitCode.dataUnusable }
    guard let calendar = FacilityCalendar(zone: header.timezone, dayStartHour: dayStart) else {
      StandardError.say("\(trace):1: unknown time zone '\(header.timezone)'")
      throw ExitCode.dataUnusable
    }
    let settings = configured?.settings ?? CareSettings()
    try replay(Replay(header, settings: settings, calendar: calendar), &lines)
  }

  private func open() throws -> FileHandle {
    if trace == "-" { return .standardInput }
    do { return try FileHandle(forReadingFrom: URL(fileURLWithPath: trace)) } catch {
      StandardError.say("\(trace): cannot be read: \(error.localizedDescription)")
      throw ExitCode.inputMissing
    }
  }

  private func readHeader(_ lines: inout LineReader) throws -> TraceHeader? {
    guard let (bytes, range) = try lines.next() else {
      StandardError.say("\(trace): the trace is empty; its first line must be a header")
      return nil
    }
    do throws(TraceProblem) {
      return try TraceHeader(parsing: Array(bytes[range]))
    } catch {
      StandardError.say("\(trace):1: \(error)")
      return nil
    }
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
