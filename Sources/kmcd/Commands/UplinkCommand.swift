import ArgumentParser
import Glibc
import Uplink

/// `kmcd uplink`: what concerns the way to the ward's broker.
struct UplinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uplink", abstract: "Looks after the connection to the ward's broker.",
    subcommands: [Test.self])

  /// `kmcd uplink test`: step by step, what works and what to do about what does not.
  struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "test",
      abstract: "Goes the way to the broker step by step; exit 69 where it does not get through.",
      discussion: "Uses a name and a topic of its own, so the daemon may run meanwhile.")

    @OptionGroup var file: ConfigurationOption

    func run() async throws {
      let gateway = try file.load()
      guard let uplink = gateway.uplink else {
        StandardError.say(
          "\(file.config): there is no section `uplink`, so nothing leaves the gateway; "
            + "docs/kmcd.example.yaml shows one")
        throw ExitCode.configuration
      }
      print("ok      configuration: \(file.config)")
      let settings = MQTTSettings(uplink, site: gateway.site)
      let steps = await UplinkProbe(settings, mark: "\(getpid())").run { step in
        print(step)
        // Whoever waits for a slow step sees the ones before it.
        fflush(nil)
      }
      if steps.contains(where: UplinkProbe.isFailed) { throw ExitCode.unavailable }
    }
  }
}
