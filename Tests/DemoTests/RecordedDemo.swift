import CareModel
import Demo
import GatewayRuntime
import Presentation
import SimulatedWard
import Synchronization
import TraceFormat

/// A demo that was run to its end, with everything that it showed.
struct RecordedDemo: Sendable {
  var events: [String]
  var trace: [String]
  var comparison: DayComparison

  /// Runs `script` as fast as the machine goes; `slowedBy` keeps the gateway's observer busy.
  static func run(
    _ script: WardScript, until end: Instant, slowedBy spins: Int = 0
  ) async throws -> RecordedDemo {
    let kept = Mutex<(events: [String], trace: [String])>(([], []))
    let comparison = try await Demo(script: script, speed: 0, end: end).run(
      Demo.Audience(
        observe: { observation in
          var busy = 0
          for turn in 0..<spins { busy &+= turn }
          kept.withLock { kept in
            switch observation {
            case .event(let event, _): kept.events.append(event.line)
            case .taken(let input, let at):
              kept.trace.append(TraceLine(at: at, input: input).line)
            case .notice, .port, .queued, .uplink, .announced, .line, .station, .act, .trouble:
              break
            }
          }
          precondition(busy >= 0 || spins > 0)
        }, look: { _ in }))
    let (events, trace) = kept.withLock { $0 }
    return RecordedDemo(events: events, trace: trace, comparison: comparison)
  }
}

extension WardScript {
  /// One calm bed whose binder's cable is out from `from` to `to`, in seconds.
  static func cableOut(from: Int, to: Int, seed: UInt64) -> WardScript {
    var script = WardScript.calm(beds: 1, seed: seed)
    script.beds[0].lineFaults = [
      .init(
        kind: .cableOut, role: .binder, interval: TruthInterval(fromSecond: from, toSecond: to))
    ]
    return script
  }
}
