import CareModel
import NIOConcurrencyHelpers
import StationModel

/// Follows alarm tests on their way to the stations.
final class AlarmTestWatch: Sendable {
  /// What can become of a test at the stations.
  enum Reach: Sendable {
    /// No station is expected to confirm.
    case notAsked
    case asked
    /// A station is expected to and nothing can be sent to it.
    case outOfReach
  }

  private struct State {
    var report: AlarmTestReport?
    /// When it was known what became of it.
    var knownAt: Instant?
    var isRunning = false
  }

  private let reach: Reach
  private let state = NIOLockedValueBox(State())
  /// How long what became of a test is shown after it was known; 60 s, local choice.
  private static let shownFor = TimeLength.minutes(1)

  init(_ reach: Reach) { self.reach = reach }

  var report: AlarmTestReport? { state.withLockedValue { $0.report } }

  /// What a page is to show of the last test; nil when it is long over.
  func shown(at now: Instant) -> StationTest? {
    let (report, knownAt) = state.withLockedValue { ($0.report, $0.knownAt) }
    guard let station = report?.station else { return nil }
    guard let knownAt else { return station }
    return now - knownAt < Self.shownFor ? station : nil
  }

  func look(_ observation: Observation) {
    switch observation {
    case .taken(.alarmTest(let person), let at):
      state.withLockedValue { state in
        // A test that is asked for while one runs makes that one longer.
        if state.isRunning, state.report != nil { return }
        state.report = AlarmTestReport(at: at, by: person, station: expected)
        state.knownAt = expected == .waiting ? nil : at
      }
    case .announced(let annunciation):
      state.withLockedValue { $0.isRunning = annunciation.isTest }
    default: break
    }
  }

  /// What a line of the log says of it; nil where no test is known.
  func note(isConfirmed: Bool, at now: Instant) -> String? {
    let report = state.withLockedValue { state in
      state.report?.station = isConfirmed ? .confirmed : .notConfirmed
      state.knownAt = now
      return state.report
    }
    guard let report else { return nil }
    let test = "alarm test" + (report.by.map { " by \($0)" } ?? "")
    let seconds = Int((now - report.at).seconds.rounded())
    return isConfirmed
      ? "\(test): a station has shown it, after \(seconds) s"
      : "\(test): no station has shown it in \(seconds) s; see that a page is open at the station, "
        + "and try `kmcd uplink test`"
  }

  private var expected: StationTest? {
    switch reach {
    case .notAsked: nil
    case .asked: .waiting
    case .outOfReach: .notConfirmed
    }
  }
}
