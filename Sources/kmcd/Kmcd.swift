import ArgumentParser

/// The command line of the gateway.
@main
struct Kmcd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kmcd",
    abstract: "Counts skin-to-skin hours at the bedside and alarms when an infant cools.",
    version: "0.1.0",
    subcommands: [
      RunCommand.self, DemoCommand.self, StatusCommand.self, EventsCommand.self,
      ReplayCommand.self, ExplainCommand.self, RecordCommand.self, CheckConfigCommand.self,
      AssignCommand.self,
      ReleaseCommand.self, HoursCommand.self, AcknowledgeCommand.self, PauseCommand.self,
      AxillaryCommand.self,
      ExportCommand.self,
      DevicesCommand.self,
    ])
}
