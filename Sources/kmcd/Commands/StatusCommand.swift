import ArgumentParser
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
    if let problem = report.configurationProblem { print("\nConfiguration\n\(problem)") }
  }
}
