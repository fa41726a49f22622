import AlarmOutputs
import CareModel
import Configuration
import GatewayCore

/// The relays, lamps, buzzers, buttons and buckles of one gateway, and what they tell it.
final class GatewayOutputs: Sendable {
  private let service: GpioService
  private let buttons: Set<String>

  /// - Parameters:
  ///   - wereFailing: Outputs whose alarm stands since the run before.
  ///   - isMoving: Whether the gateway's parts move; a relay watches over them.
  init(
    _ configuration: GpioConfiguration, wereFailing: Set<String>, lines: KeptOutputs,
    isMoving: @escaping @Sendable () async -> Bool
  ) {
    buttons = Set(configuration.buttons.map(\.name))
    service = GpioService(
      configuration, lines: lines, wereFailing: wereFailing, isMoving: isMoving)
  }

  /// Hands on what is to be shown; never waits.
  func announce(_ annunciation: Annunciation) { service.announce(annunciation) }

  /// Drives and reads the lines until the task is cancelled, then leaves the outputs safe.
  func run(_ gateway: Gateway) async {
    await service.run { await self.take($0, gateway) }
  }

  private func take(_ news: GpioNews, _ gateway: Gateway) async {
    switch news {
    case .sample(let sample): await gateway.take(.sample(sample))
    case .button(let bed, let action, let button):
      await gateway.respond(action == .pause ? .pause : .acknowledge, atBed: bed, by: button)
    case .output(let line):
      await gateway.tell(.line(name: line.name, failure: line.failure))
      let output = OutputIdentifier(line.name)
      await gateway.take(.output(output, isFailing: line.failure != nil))
    case .input(let line):
      await gateway.tell(.line(name: line.name, failure: line.failure))
      // A buckle that says nothing is silent in time, like any device; here the log says why. Of a
      // button nothing else tells that nobody is heard who presses it.
      guard buttons.contains(line.name) else { return }
      await gateway.take(.output(OutputIdentifier(line.name), isFailing: line.failure != nil))
    }
  }
}
