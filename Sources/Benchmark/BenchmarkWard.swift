import CareModel
import Devices
import GatewayCore
import SimulatedWard
import TraceFormat
import WireProtocol

/// The load that every figure is measured with: a simulated ward with all its faults, made once.
///
/// Always of one seed, so that figures of two releases can be compared.
struct BenchmarkWard {
  private static let beds = 32
  private static let seed: UInt64 = 1
  private static let traceEnd = Instant(seconds: 6 * 3600)
  private static let wireEnd = Instant(seconds: 3600)
  private static let start = WallTime(milliseconds: 1_767_225_600_000)

  /// What the lines carry in an hour, as it would arrive.
  let wire: [PortOutput]
  /// The inputs of six hours.
  let inputs: [TraceLine]
  /// The same as a trace, without its header.
  let trace: [UInt8]
  private let header: TraceHeader
  private let script: WardScript

  init() {
    script = WardScript.demo(beds: Self.beds, seed: Self.seed)
    header = TraceHeader(start: Self.start, timezone: "UTC", dyads: script.assignments)
    var wireWard = SimulatedWard(script: script)
    wire = wireWard.step(to: Self.wireEnd)
    var traceWard = SimulatedWard(script: script)
    inputs = traceWard.traceSamples(upTo: Self.traceEnd).map { arrival in
      switch arrival.event {
      case .sample(let sample): TraceLine(at: arrival.at, input: .sample(sample))
      case .link(let device, let isUp):
        TraceLine(at: arrival.at, input: .link(device, isUp: isUp))
      }
    }
    trace = inputs.flatMap { Array($0.line.utf8) + [UInt8(ascii: "\n")] }
  }

  /// Frames found in all that the lines carry.
  func decodeFrames() -> Int {
    var decoders: [PortIdentifier: FrameDecoder] = [:]
    for output in wire {
      guard case .bytes(let bytes) = output.event else { continue }
      decoders[output.port, default: FrameDecoder(accepting: .fromBoard)]
        .push(bytes.span) { _ in }
    }
    return decoders.values.reduce(0) { $0 + Int($1.counters.frames) }
  }

  /// Inputs stepped through the ward's decisions.
  func stepWard() -> Int {
    var ward = Ward(settings: CareSettings(), calendar: .utc, start: Self.start)
    for dyad in script.assignments { _ = ward.step(.assign(dyad), at: .zero) }
    for line in inputs { _ = ward.step(line.input, at: line.at) }
    return inputs.count
  }

  /// Frames taken from bytes on a line to the ward's decisions.
  func stepCore() -> Int {
    var ward = Ward(settings: CareSettings(), calendar: .utc, start: Self.start)
    for dyad in script.assignments { _ = ward.step(.assign(dyad), at: .zero) }
    var core = GatewayCore(ward: ward, ports: ports, registry: registry)
    for output in wire {
      switch output.event {
      case .bytes(let bytes): _ = core.step(.bytes(output.port, bytes), at: output.at)
      case .cableOut: _ = core.step(.closed(output.port), at: output.at)
      case .cableIn: _ = core.step(.opened(output.port), at: output.at)
      }
    }
    return core.linkViews.reduce(0) { $0 + Int($1.counters.frames) }
  }

  /// Lines of a trace read, decided on, and their events written as text.
  func replay() throws(TraceProblem) -> Int {
    var replay = Replay(header, settings: CareSettings(), calendar: .utc)
    var lines = 0
    var start = 0
    for index in trace.indices where trace[index] == UInt8(ascii: "\n") {
      for event in try replay.take(trace, from: start, to: index) { _ = event.line }
      start = index + 1
      lines += 1
    }
    return lines
  }

  private var ports: [(PortIdentifier, LinkMode)] {
    script.ports.map { ($0.port, LinkMode.streaming) }
  }

  private var registry: LinkRegistry {
    var entries: [SerialNumber: LinkRegistry.Entry] = [:]
    for board in script.beds.flatMap(\.boards) {
      let kind: DeviceKind =
        switch board.role {
        case .binder: .binder
        case .probe: .skinProbe
        case .room: .wardThermometer
        }
      entries[SerialNumber(board.serialNumber)] = LinkRegistry.Entry(
        device: board.device, kind: kind, reportPeriod: nil)
    }
    return LinkRegistry(entries)
  }
}
