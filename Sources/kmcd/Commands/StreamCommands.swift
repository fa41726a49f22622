import ArgumentParser

/// `kmcd events`: the running daemon's events as they happen, as NDJSON.
struct EventsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events", abstract: "Prints the running daemon's events as NDJSON.")

  @OptionGroup var control: ControlOption

  func run() async throws { try await control.printStream("events") }
}

/// `kmcd record`: a trace of everything that the running daemon takes from now on.
struct RecordCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Prints a trace of what the running daemon takes, until interrupted.",
    discussion: "kmcd record > today.ndjson; kmcd replay today.ndjson")

  @OptionGroup var control: ControlOption

  func run() async throws { try await control.printStream("record") }
}
