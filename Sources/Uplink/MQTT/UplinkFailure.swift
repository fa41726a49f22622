import CareModel

/// Why the uplink does not work, in words for whoever has to mend it; never with a secret in it.
public struct UplinkFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// How far it came.
  public enum Stage: String, Hashable, Sendable, CaseIterable {
    case credentials, name, route, tls, login, publish, acknowledgement, connection
  }

  public var stage: Stage
  /// What was found.
  public var reason: String
  /// What to do about it.
  public var advice: String

  public init(_ stage: Stage, _ reason: String, advice: String) {
    self.stage = stage
    self.reason = reason
    self.advice = advice
  }

  /// One line for the log.
  public var description: String { "\(reason); \(advice)" }
}

extension TimeLength {
  /// The seconds as people write them: 20, 2.5.
  var inSeconds: String {
    milliseconds.isMultiple(of: 1000) ? "\(milliseconds / 1000)" : "\(seconds)"
  }
}
