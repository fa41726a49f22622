import CareModel
import Devices
import Testing
import WireProtocol

@Suite struct GatewayCommandTests {
  static let commands: [GatewayCommand] = [
    .poll, .identify, .selfTest,
    .setPeriod(report: .seconds(1), history: nil),
    .setPeriod(report: nil, history: .seconds(300)),
    .setPeriod(report: .seconds(60), history: .seconds(5)),
    .historyRead(from: 0, most: 1), .historyRead(from: .max, most: 32),
    .historyAcknowledge(through: 0x0102_0304),
  ]

  @Test(arguments: commands)
  func commandComesBack(command: GatewayCommand) throws {
    let frame = command.frame(to: SerialNumber(42), address: 255, sequence: 513)
    var decoder = FrameDecoder(accepting: .fromGateway)
    let arrived = try #require(try decoder.push(FrameEncoder.encode(frame)).first?.get())
    #expect(arrived == frame)
    #expect(try GatewayCommand(arrived) == command)
  }

  @Test(
    arguments: [
      .setPeriod(report: nil, history: nil), .setPeriod(report: .seconds(0.999), history: nil),
      .setPeriod(report: .seconds(60.001), history: nil),
      .setPeriod(report: .seconds(-5), history: nil),
      .setPeriod(report: .seconds(5), history: .seconds(4.999)),
      .setPeriod(report: .seconds(5), history: .seconds(1e9)),
      .historyRead(from: 0, most: 0), .historyRead(from: 0, most: 33),
    ] as [GatewayCommand])
  func boardRefusesBadArguments(command: GatewayCommand) {
    let frame = command.frame(to: SerialNumber(42), address: 0, sequence: 0)
    #expect(throws: Refusal(command: command.messageType, reason: .badArgument)) {
      try GatewayCommand(frame)
    }
  }

  @Test(arguments: [MessageType.historyRead, .historyAcknowledge, .setPeriod])
  func boardRefusesMissingArguments(type: MessageType) {
    let frame = Frame(
      messageType: type, address: 0, sequence: 0, origin: .gateway(target: SerialNumber(0)))
    #expect(throws: Refusal(command: type, reason: .badArgument)) { try GatewayCommand(frame) }
  }

  @Test func boardRefusesUnknownCommands() {
    let type = MessageType(rawValue: 0xF0)
    let frame = Frame(
      messageType: type, address: 0, sequence: 0, origin: .gateway(target: SerialNumber(0)))
    #expect(throws: Refusal(command: type, reason: .unknownCommand)) { try GatewayCommand(frame) }
  }
}
