import ArgumentParser
import Configuration

/// `kmcd check-config FILE`: every error with its place, or a word that all is well.
struct CheckConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-config",
    abstract: "Checks a configuration file; exit 78 when it cannot be used.")

  @Argument(help: "The configuration file.")
  var file: String

  @Flag(help: "One JSON object a problem, for machines.")
  var json = false

  func run() throws {
    let checked: GatewayConfiguration
    do {
      checked = try ConfigurationLoader.load(path: file)
    } catch {
      try tell(error.problems)
      if error.problems.isEmpty { StandardError.say(error.description) }
      throw ExitCode.configuration
    }
    try tell(checked.warnings)
    if !json {
      print(
        "\(file): good: \(checked.ports.count) ports, \(checked.devices.count) devices, "
          + "\(checked.dyads.count) dyads")
    }
  }

  private func tell(_ problems: [ConfigurationProblem]) throws {
    for problem in problems {
      if json { print(try JSONText.line(ProblemLine(problem))) } else { print(problem.description) }
    }
  }

  private struct ProblemLine: Encodable {
    var file: String
    var line: Int
    var column: Int
    var severity: String
    var message: String

    init(_ problem: ConfigurationProblem) {
      file = problem.file
      line = problem.line
      column = problem.column
      severity = problem.severity.rawValue
      message = problem.message
    }
  }
}
