import ArgumentParser
import CareModel
import GatewayRuntime
import Presentation

/// `kmcd hours INFANT`: the contact within any window, and whether it reaches the goal.
struct HoursCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hours",
    abstract: "Says how long an infant had contact within a window, as far as anybody knows.",
    discussion: "Contact is an interval; where it straddles the goal, it cannot be said.")

  @Argument(help: "The infant's pseudonym.")
  var infant: String
  @Option(help: "The end of the window, such as 2026-01-10T12:00:00+08:00; now if left out.")
  var ending: String?
  @Option(help: "The length of the window in hours.")
  var windowH = 24.0
  @OptionGroup var control: ControlOption

  @Flag(help: "One JSON object, for machines.")
  var json = false

  func validate() throws {
    guard (0.1...8760).contains(windowH) else {
      throw ValidationError("--window-h is 0.1 to 8760 hours")
    }
    if let ending, WallTime(iso8601: ending) == nil {
      throw ValidationError("--ending is a time such as 2026-01-10T12:00:00+08:00")
    }
    guard !infant.contains(where: \.isWhitespace) else {
      throw ValidationError("an infant's pseudonym has no spaces")
    }
  }

  func run() async throws {
    let end = ending.flatMap { WallTime(iso8601: $0) }.map { " " + $0.iso8601 } ?? ""
    let lines = try await control.ask("hours \(infant) \(windowH * 3600)\(end)")
    guard let line = lines.first else {
      StandardError.say("the daemon sent nothing; are both of the same version?")
      throw ExitCode.unavailable
    }
    let report = try HoursReport.decoded(line)
    if json {
      print(try JSONText.line(HoursDocument(report)))
      return
    }
    let clock = LocalClock(
      at: report.ending, wall: report.endingWall, calendar: report.calendar)
    let text = HoursText.render(
      report.answer, of: report.infant, ending: report.ending, clock: clock,
      style: Terminal().style)
    print(text.joined(separator: "\n"))
  }
}

/// `kmcd hours --json`: plain names and numbers, units last in the keys.
private struct HoursDocument: Encodable {
  var infant: String
  var goal: String
  var goalReached: String
  var ending: Double
  var endingWall: String?
  var clockQuality: String
  var windowSeconds: Double
  var contactSeconds: Double
  var contactAtMostSeconds: Double
  var noContactSeconds: Double
  var unobservedSeconds: Double
  var notCoveredSeconds: Double

  enum CodingKeys: String, CodingKey {
    case infant, goal
    case ending = "ending_t"
    case endingWall = "ending"
    case goalReached = "goal_reached"
    case clockQuality = "clock_quality"
    case windowSeconds = "window_s"
    case contactSeconds = "contact_s"
    case contactAtMostSeconds = "contact_at_most_s"
    case noContactSeconds = "no_contact_s"
    case unobservedSeconds = "unobserved_s"
    case notCoveredSeconds = "not_covered_s"
  }

  init(_ report: HoursReport) {
    infant = report.infant.name
    goal = report.answer.definition.words
    goalReached = report.answer.reached.rawValue
    ending = report.ending.seconds
    endingWall = report.endingWall?.iso8601
    clockQuality = report.clockQuality.rawValue
    windowSeconds = report.answer.window.seconds
    contactSeconds = report.answer.contact.seconds
    contactAtMostSeconds = report.answer.contactAtMost.seconds
    noContactSeconds = report.answer.noContact.seconds
    unobservedSeconds = report.answer.unobserved.seconds
    notCoveredSeconds = report.answer.notCovered.seconds
  }
}
