import CareModel

/// Something that shows people that an alarm stands: a relay, a lamp, a buzzer.
public protocol AlarmOutput: Sendable {
  /// As in the configuration, and as in the alarm `output-failed`; unique.
  var name: String { get }

  /// Shows `annunciation` and returns when it is shown.
  ///
  /// Called again with the same value while nothing changes: what shows it checks itself then.
  /// Throws what keeps it from being shown, in words that say what to do. May hang: whoever calls
  /// waits in a task of this output's own.
  func show(_ annunciation: Annunciation) async throws

  /// Leaves it as it is to be while no gateway runs: a call on relays, silence on the others; or as
  /// it is, where another gateway of this process takes it over.
  ///
  /// The last call; throws what keeps it from being left so.
  func release() async throws
}
