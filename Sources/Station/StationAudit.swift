import CareModel
import StationModel

/// One attempt to act: who, what, from where, and what became of it.
public struct StationAudit: Hashable, Sendable, CustomStringConvertible {
  public enum Outcome: Hashable, Sendable {
    case done
    /// The status of the answer and its words.
    case refused(status: Int, reason: String)
  }

  /// The path that was asked for, such as `/api/v1/standby`.
  public var route: String
  /// Nil where the request was refused before it was read.
  public var action: StationAction?
  /// The token's name, `certificate` or `this machine`; nil where nobody was known.
  public var access: String?
  /// The peer's address.
  public var address: String
  public var outcome: Outcome

  public var description: String {
    let who = action.map { "\($0.by.name) (\(access ?? "unknown"))" } ?? access ?? "unknown"
    let what = action.map(Self.words) ?? "ask for \(route)"
    switch outcome {
    case .done: return "\(who) from \(address): \(what): done"
    case .refused(let status, let reason):
      return "\(who) from \(address): \(what): refused (\(status)): \(reason)"
    }
  }

  private static func words(_ action: StationAction) -> String {
    switch action {
    case .acknowledge(let alarm, _): "acknowledge \(alarm)"
    case .pause(let alarm?, _): "pause \(alarm)"
    case .pause(nil, _): "pause everything"
    case .standby(let infant, let length, _):
      length == .zero ? "end standby of \(infant)" : "standby of \(infant) for \(length.seconds) s"
    case .alarmTest: "test the alarms"
    }
  }
}
