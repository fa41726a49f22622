import ArgumentParser
import CareModel

/// `kmcd alarm-test`: every output shows for a short time that it works.
struct AlarmTestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alarm-test",
    abstract: "Sounds relay, lamp, buzzer and station for a short time, marked as a test.")

  @Option(help: "A pseudonym for who tests.")
  var by: String?
  @OptionGroup var control: ControlOption

  func run() async throws {
    try await control.tell(.alarmTest(by: by.map { PersonIdentifier($0) }))
  }
}
