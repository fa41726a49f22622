import CareModel

/// What happens to the gateway itself.
public enum StreamFault: Hashable, Sendable {
  /// The process dies at random moments, so often on average; up to 45 s around each are lost.
  case restarts(each: TimeLength)
  /// The wall clock is unset until this long after the start.
  case clockKnown(after: TimeLength)
  /// A nurse puts the infant in standby before each time that it is uncovered, until after it.
  case standbyWhileUncovered
}
