import ArgumentParser
import CareModel

/// The command line of the gateway.
@main
struct Kmcd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kmcd",
    abstract: "Counts skin-to-skin hours at the bedside and alarms when an infant cools.",
    version: GatewayVersion.current,
    subcommands: [
      RunCommand.self, DemoCommand.self, StatusCommand.self, EventsCommand.self,
      HoursCommand.self, AssignCommand.self, ReleaseCommand.self, AxillaryCommand.self,
      AcknowledgeCommand.self, PauseCommand.self, StandbyCommand.self, AlarmTestCommand.self,
      CheckConfigCommand.self, DevicesCommand.self, OutputsCommand.self, UplinkCommand.self,
      StationCommand.self, ExportCommand.self, RecordCommand.self, ReplayCommand.self,
      ExplainCommand.self,
    ])
}
