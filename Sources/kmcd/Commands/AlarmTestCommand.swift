import ArgumentParser
import CareModel
import GatewayRuntime

/// `kmcd alarm-test`: every output shows for a short time that it works, and a station confirms it.
struct AlarmTestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alarm-test",
    abstract: "Sounds relay, lamp, buzzer and station for a short time, marked as a test.",
    discussion: "Waits until a station has shown it. Ends with 1 where none has in time.")

  @Option(help: "A pseudonym for who tests.")
  var by: String?
  @OptionGroup var control: ControlOption

  /// Ten minutes, which is the longest that a gateway can be told to wait for its stations.
  private static let asksAtMost = 1220
  private static let asksEvery = Duration.seconds(0.5)

  func run() async throws {
    let boot = try await status()?.boot
    try await control.tell(.alarmTest(by: by.map { PersonIdentifier($0) }))
    StandardError.say("relays, lamps, buzzers and pages show the test now")
    for _ in 0..<Self.asksAtMost {
      let status = try await status()
      // Another run of the gateway can only know of another test.
      guard let status, status.boot == boot, let report = status.alarmTest else {
        StandardError.say(
          "the gateway has begun anew meanwhile and knows of no test: nobody can say whether a "
            + "station has shown it; test again")
        throw ExitCode.failure
      }
      if !report.isWaiting {
        print(report.words)
        if report.hasFailed { throw ExitCode.failure }
        return
      }
      try await Task.sleep(for: Self.asksEvery)
    }
    StandardError.say("the gateway does not say what became of the test; see `kmcd status`")
    throw ExitCode.failure
  }

  private func status() async throws -> StatusReport? {
    try await control.ask("status").first.map(StatusReport.decoded)
  }
}
