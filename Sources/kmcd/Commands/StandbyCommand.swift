import ArgumentParser
import CareModel

/// `kmcd standby INFANT --minutes N`: an infant is bathed or carried away for a while.
struct StandbyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "standby",
    abstract: "Lets an infant's alarms wait while it is bathed or carried away.",
    discussion: "It ends by itself; what is wrong then alarms at once. 0 minutes end it now.")

  @Argument(help: "The infant's pseudonym.")
  var infant: String
  @Option(help: "For how long, 0 to 240.")
  var minutes: Double
  @Option(help: "A pseudonym for who has the infant in hand.")
  var by: String?
  @OptionGroup var control: ControlOption

  func validate() throws {
    guard (0...240).contains(minutes) else {
      throw ValidationError("--minutes is 0 to 240; for longer, kmcd release the infant")
    }
  }

  func run() async throws {
    try await control.tell(
      .standby(
        InfantIdentifier(infant), length: .seconds(minutes * 60),
        by: by.map { PersonIdentifier($0) }))
  }
}
