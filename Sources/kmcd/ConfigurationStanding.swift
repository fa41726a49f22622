import Configuration
import Synchronization

/// Whether the configuration file is in force, in words for a technician.
final class ConfigurationStanding: Sendable {
  private let state: Mutex<String?>

  init(problem: String?) { state = Mutex(problem) }

  /// Why the file is not in force; nil when it is.
  var problem: String? { state.withLock { $0 } }

  func change(problem: String?) { state.withLock { $0 = problem } }

  /// One line for `systemctl status`.
  var status: String {
    problem.map { "watching, but \($0)" } ?? "watching"
  }

  /// The first thing that is wrong, and how many there are.
  static func summary(_ errors: ConfigurationErrors) -> String {
    let wrong = errors.problems.filter { $0.severity == .error }
    guard let first = wrong.first else { return errors.description }
    return wrong.count == 1
      ? first.description : "\(first.description) (and \(wrong.count - 1) more)"
  }
}
