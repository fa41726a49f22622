import ArgumentParser
import CareModel
import Configuration
import Foundation
import TraceFormat

/// A trace that a command reads; what is wrong with it goes to standard error.
struct TraceInput {
  private let name: String
  private let file: FileHandle

  /// - Parameter name: A path, or `-` for standard input.
  init(_ name: String) throws {
    self.name = name
    if name == "-" {
      file = .standardInput
      return
    }
    do { file = try FileHandle(forReadingFrom: URL(fileURLWithPath: name)) } catch {
      StandardError.say("\(name): cannot be read: \(error.localizedDescription)")
      throw ExitCode.inputMissing
    }
  }

  var lines: LineReader { LineReader(file, name: name) }

  /// Takes the first line.
  func header(_ lines: inout LineReader) throws -> TraceHeader {
    guard let (bytes, range) = try lines.next() else {
      StandardError.say("\(name): the trace is empty; its first line must be a header")
      throw ExitCode.dataUnusable
    }
    do throws(TraceProblem) { return try TraceHeader(parsing: Array(bytes[range])) } catch {
      StandardError.say("\(name):1: \(error)")
      throw ExitCode.dataUnusable
    }
  }

  func calendar(_ header: TraceHeader, dayStartHour: Int) throws -> FacilityCalendar {
    guard let calendar = FacilityCalendar(zone: header.timezone, dayStartHour: dayStartHour) else {
      StandardError.say("\(name):1: unknown time zone '\(header.timezone)'")
      throw ExitCode.dataUnusable
    }
    return calendar
  }

  /// The replay before its first line, with the settings of a configuration file where one is named.
  func opened(config: String?) throws -> OpenedTrace {
    let configured = try config.map { try ConfigurationOption.load($0) }
    var lines = lines
    let header = try header(&lines)
    let calendar = try calendar(header, dayStartHour: configured?.calendar.dayStartHour ?? 0)
    let settings = configured?.settings ?? CareSettings()
    return OpenedTrace(
      replay: Replay(header, settings: settings, calendar: calendar), header: header,
      calendar: calendar, lines: lines)
  }
}
