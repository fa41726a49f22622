import ArgumentParser
import CareModel
import GatewayRuntime
import Presentation

/// `kmcd status`: the ward as the running daemon sees it.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Shows beds, hours, alarms, lines and store of the daemon.")

  @OptionGroup var control: ControlOption

  @Flag(help: "One JSON object, for machines.")
  var json = false

  func run() async throws {
    let lines = try await control.ask("status")
    guard let line = lines.first else {
      StandardError.say("the daemon sent nothing; are both of the same version?")
      throw ExitCode.unavailable
    }
    let report = try StatusReport.decoded(line)
    if json {
      print(try JSONText.line(StatusDocument(report)))
      return
    }
    let header = WardHeader(name: "\(report.site) \(report.ward)", calendar: report.calendar)
    let text = StatusText.render(
      report.view, links: report.links, store: report.store, header: header, goal: report.goal,
      style: Terminal().style)
    print(text.joined(separator: "\n"))
    if let uplink = report.uplink { print("\n" + Self.words(uplink)) }
    if let test = report.alarmTest {
      print("\nAlarm test\n\(Self.words(test, at: report.view.at))")
    }
    if let problem = report.configurationProblem { print("\nConfiguration\n\(problem)") }
  }

  private static func words(_ test: AlarmTestReport, at now: Instant) -> String {
    let minutes = Int((now - test.at).seconds / 60)
    let who = test.by.map { "by \($0), " } ?? ""
    return "\(who)\(minutes) min ago: \(test.words)"
  }

  private static func words(_ uplink: UplinkReport) -> String {
    var text = "Uplink\n\(uplink.destination)  \(uplink.text); \(uplink.messages) waiting"
    if let age = uplink.oldestAgeSeconds { text += ", the oldest for \(Int(age / 60)) min" }
    if let days = uplink.daysLeft { text += ", room for \(Int(days)) more days" }
    if uplink.refused > 0 { text += "; \(uplink.refused) refused for good" }
    if uplink.thinned > 0 { text += "; \(uplink.thinned) given up for want of room" }
    return text
  }
}
