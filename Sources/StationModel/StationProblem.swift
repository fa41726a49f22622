/// Why a question to the ward has no answer; texts say what to do.
public enum StationProblem: Error, Hashable, Sendable {
  /// The question makes no sense, such as a day that does not exist.
  case refused(String)
  /// Right question, no answer now: the store is closed, the hub is away.
  case unavailable(String)
}
