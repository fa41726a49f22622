import Synchronization

/// Where an output's line is held, whoever drives it.
final class LineHandle: Sendable {
  let held = Mutex<HeldLine?>(nil)
}
