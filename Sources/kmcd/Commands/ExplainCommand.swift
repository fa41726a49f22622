import ArgumentParser
import CareModel
import Configuration
import Foundation
import GatewayCore
import Presentation
import TraceFormat

/// `kmcd explain TRACE --at T`: what is believed of contact at one moment of a trace, and why.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Says in words why contact is believed, or not, at one moment of a trace.",
    discussion: """
      The belief rests on what came until that moment; what is booked, on the whole trace. Exit 65 \
      when the header is unusable, or the trace does not hold what is asked for; 66 when the file \
      cannot be read.
      """)

  @Argument(help: "The trace file; - reads standard input.")
  var trace: String

  @Option(
    help: """
      The moment: seconds, hh:mm or hh:mm:ss from the trace's start, or a time such as \
      2026-01-10T08:10:00Z.
      """)
  var at: String

  @Option(help: "This infant alone; everybody in care if left out.")
  var infant: String?

  @Option(help: "Take the settings of this configuration file instead of the defaults.")
  var config: String?

  @Flag(help: "Also how much each signal says for each situation, in nats.")
  var verbose = false

  @Flag(help: "One JSON object a line for each infant, for machines.")
  var json = false

  func validate() throws {
    do throws(ExplanationProblem) { _ = try ExplanationMoment(parsing: at) } catch {
      throw ValidationError("--at \(error)")
    }
  }

  func run() throws {
    let opened = try TraceInput(trace).opened(config: config)
    var lines = opened.lines
    do {
      let moment = try ExplanationMoment(parsing: at).instant(start: opened.header.start)
      var explained = ExplainedTrace(opened.replay, header: opened.header, at: moment)
      try read(&lines, into: &explained)
      try explained.finish()
      try tell(explained, opened.calendar)
    } catch let problem as ExplanationProblem {
      StandardError.say("\(trace): \(problem)")
      throw ExitCode.dataUnusable
    }
  }

  private func read(_ lines: inout LineReader, into explained: inout ExplainedTrace) throws {
    var broken = 0
    while let (bytes, range) = try lines.next() {
      if range.isEmpty { continue }
      do throws(TraceProblem) { try explained.take(bytes, range) } catch {
        broken += 1
        StandardError.say("\(trace):\(lines.number): \(error); line skipped")
      }
    }
    if broken > 0 { StandardError.say("\(trace): \(broken) broken lines skipped") }
  }

  private func tell(_ explained: ExplainedTrace, _ calendar: FacilityCalendar) throws {
    let infants = try explained.infants(asked: infant.map { InfantIdentifier($0) })
    guard let ward = explained.wardThen else { return }
    let wall = ward.wall(at: explained.moment)
    let clock = LocalClock(at: explained.moment, wall: wall, calendar: calendar)
    var output = StandardOutput()
    for (index, infant) in infants.enumerated() {
      guard let explanation = ward.explanation(of: infant) else { continue }
      let booked = explained.booked(for: infant)
      let text = ContactExplanationText(
        explanation, of: infant, at: explained.moment, clock: clock)
      if json {
        let document = ExplanationDocument(
          explanation, of: infant, at: explained.moment, wall: wall, booked: booked,
          summary: text.summary)
        try output.print(try JSONText.line(document))
        continue
      }
      if index > 0 { try output.print("") }
      let told = text.lines(booked, style: Terminal().style, isVerbose: verbose)
      for line in told { try output.print(line) }
    }
    try output.flush()
  }
}
