import AlarmOutputs
import ArgumentParser
import Configuration
import Foundation

/// `kmcd outputs`: the relays, lamps and buzzers, without a gateway.
struct OutputsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outputs", abstract: "Looks after relays, lamps and buzzers without a gateway.",
    subcommands: [Release.self])

  /// `kmcd outputs release --config FILE`: for after a gateway's death.
  struct Release: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "release", abstract: "Leaves every output as it is to be without a gateway.",
      discussion: """
        The service manager calls it after the gateway has ended, however it did: the kernel may \
        leave a relay drawn whose owner was killed. A line that a running gateway holds is left \
        alone. Exit 74 when a line could not be released.
        """)

    @OptionGroup var option: ConfigurationOption

    func run() async throws {
      // A file that was broken since has a good one before it: that is what the gateway ran on.
      let source = ConfigurationSource(
        file: option.config, environment: ProcessInfo.processInfo.environment)
      guard let gpio = try source.loadAtStart().configuration.gpio else { return }
      let failures = await SafeLines.releaseAll(gpio)
      for failure in failures {
        StandardError.say("\(failure.name): \(failure.failure ?? "not released")")
      }
      if !failures.isEmpty { throw ExitCode.inputOutput }
    }
  }
}
