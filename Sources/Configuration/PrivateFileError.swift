/// Why a file of secrets is not used; never with anything that stands in it.
public struct PrivateFileError: Error, Hashable, Sendable, CustomStringConvertible {
  public var path: String
  /// Reads on after the path: `has mode 0644: others may read or change it`.
  public var reason: String
  public var advice: String

  init(_ path: String, _ reason: String, _ advice: String) {
    self.path = path
    self.reason = reason
    self.advice = advice
  }

  public var description: String { "\(path) \(reason); \(advice)" }
}
