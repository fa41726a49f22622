import ArgumentParser
import Configuration
import ControlSocket
import Foundation
import GatewayRuntime
import Presentation

/// `kmcd devices`: the serial ports of this machine, who speaks on each, and what is missing.
struct DevicesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices",
    abstract: "Lists serial ports, who speaks on each, and which permission is missing.",
    discussion: """
      Ports that the running gateway has are not touched: the gateway is asked. On the others it \
      listens, asks boards that it hears for their firmware, and says nothing to anybody else.
      """)

  @Option(help: "The configuration file; /etc/kmcd/kmcd.yaml where there is one.")
  var config: String?
  @Option(help: "How long to listen, 0.5 to 120 seconds.")
  var seconds = 5.0
  @Option(help: "Bits a second on ports that are not in the configuration.")
  var baud = 115_200
  @Flag(help: "One JSON object, for machines.")
  var json = false

  private static let usualConfiguration = "/etc/kmcd/kmcd.yaml"

  func validate() throws {
    guard (0.5...120).contains(seconds) else {
      throw ValidationError("--seconds is 0.5 to 120")
    }
  }

  func run() async throws {
    let settings = try configuration()
    let search = DevicesSearch(
      configuration: settings, gateway: await gateway(settings), baud: baud, seconds: seconds)
    let listing = search.listing()
    if json {
      print(try JSONText.line(listing))
    } else {
      let lines = DeviceListingText.render(listing, style: Terminal().style)
      print(lines.joined(separator: "\n"))
    }
  }

  private func configuration() throws -> GatewayConfiguration? {
    if let config { return try ConfigurationOption.load(config) }
    guard FileManager.default.isReadableFile(atPath: Self.usualConfiguration) else { return nil }
    return try ConfigurationOption.load(Self.usualConfiguration)
  }

  /// What the running gateway says; without a gateway, or a right to ask it, the ports are tried.
  private func gateway(_ settings: GatewayConfiguration?) async -> StatusReport? {
    guard let path = settings?.control.socket else { return nil }
    do {
      let lines = try await ControlClient.request(path: path, line: "status")
      return try lines.first.map { try StatusReport.decoded($0) }
    } catch {
      return nil
    }
  }
}
