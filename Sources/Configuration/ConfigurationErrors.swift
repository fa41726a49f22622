/// Why a configuration file cannot be used.
public enum ConfigurationErrors: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is no file of this name.
  case missing(file: String)
  /// The file is there but could not be read; `reason` is the system's.
  case unreadable(file: String, reason: String)
  /// Everything that is wrong in the file in the order of its lines, its warnings included.
  case invalid([ConfigurationProblem])

  /// The located problems; empty where the file could not be read at all.
  public var problems: [ConfigurationProblem] {
    switch self {
    case .missing, .unreadable: []
    case .invalid(let problems): problems
    }
  }

  /// The text for people: one line for each problem.
  public var description: String {
    switch self {
    case .missing(let file):
      "\(file): there is no such file; begin with a copy of docs/kmcd.example.yaml"
    case .unreadable(let file, let reason):
      "\(file): cannot be read: \(reason)"
    case .invalid(let problems):
      problems.map(\.description).joined(separator: "\n")
    }
  }
}
