import CareModel
import GatewayCore
import TraceFormat

/// One scenario and seed as a recorded trace, line by line.
public struct ScenarioTrace: Sendable {
  private let stream: ScenarioStream

  public init(_ scenario: Scenario, seed: UInt64) { stream = ScenarioStream(scenario, seed: seed) }

  public var header: TraceHeader {
    TraceHeader(start: stream.start, timezone: "UTC", dyads: stream.script.assignments)
  }

  /// Hands on every line after the header, in order.
  public func lines(_ body: (TraceLine) -> Void) {
    stream.inputs { input, now in
      // The header says already who is watched from the start.
      if case .assign = input, now == .zero { return }
      body(TraceLine(at: now, input: input))
    }
    // A clock that claims nothing: the trace lasts until its end with nothing more measured.
    let wall = WallTime(
      milliseconds: ScenarioStream.midnight.milliseconds + stream.end.milliseconds)
    body(TraceLine(at: stream.end, input: .clock(wall, .unset)))
  }

  /// The whole trace as text; a bed's day at 5 s is about 5 MB.
  public var text: String {
    var text = header.line + "\n"
    lines { text += $0.line + "\n" }
    return text
  }
}
