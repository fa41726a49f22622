/// What became of an action; texts say what to do instead.
public enum StationActionResult: Hashable, Codable, Sendable {
  case done
  /// There is no such alarm or infant; it may have resolved since the page was drawn.
  case unknownTarget(String)
  /// The ward does not allow it now.
  case refused(String)
  /// The hub that it is meant for does not answer; nothing was done.
  case unreachable(String)
}
