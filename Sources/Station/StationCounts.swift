import StationModel
import Synchronization

/// What the station counts of itself, for `/metrics`.
final class StationCounts: Sendable {
  private struct Counts {
    var requests = 0
    var acts: [String: Int] = ["done": 0, "refused": 0]
    var refused: [Int: Int] = [:]
    var droppedStreams = 0
  }

  private let counts = Mutex(Counts())

  func countRequest() { counts.withLock { $0.requests += 1 } }
  func countAct(isDone: Bool) {
    counts.withLock { $0.acts[isDone ? "done" : "refused", default: 0] += 1 }
  }
  func countRefusal(status: Int) { counts.withLock { $0.refused[status, default: 0] += 1 } }
  func countDroppedStream() { counts.withLock { $0.droppedStreams += 1 } }

  func metrics(openStreams: Int) -> [Metric] {
    let counts = counts.withLock { $0 }
    return [
      Metric(
        name: "kmc_station_requests_total", help: "Requests that were answered.", kind: .counter,
        value: Double(counts.requests)),
      Metric(
        name: "kmc_station_acts_total", help: "Acts by what became of them.", kind: .counter,
        samples: counts.acts.sorted { $0.key < $1.key }.map {
          Metric.Sample(Double($0.value), labels: [.outcome: $0.key])
        }),
      Metric(
        name: "kmc_station_refusals_total", help: "Requests that were refused, by status.",
        kind: .counter,
        samples: counts.refused.sorted { $0.key < $1.key }.map {
          Metric.Sample(Double($0.value), labels: [.reason: String($0.key)])
        }),
      Metric(
        name: "kmc_station_streams", help: "Pages that are open.", kind: .gauge,
        value: Double(openStreams)),
      Metric(
        name: "kmc_station_streams_dropped_total",
        help: "Pages that were dropped because they did not take what was sent.", kind: .counter,
        value: Double(counts.droppedStreams)),
    ]
  }
}
