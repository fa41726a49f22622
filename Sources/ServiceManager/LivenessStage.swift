/// The parts of the gateway that must all move for the watchdog to be fed.
public enum LivenessStage: String, CaseIterable, Hashable, Sendable {
  /// The ports' event loop runs what it is given.
  case bytes
  /// The core takes a step.
  case core
  /// The store's writer has ended what it began: a commit, or a failure.
  case store
}
