import CareModel

/// The clinical delays of one level of a condition.
public struct LevelTiming: Hashable, Sendable {
  public var raiseAfter: TimeLength
  public var resolveAfter: TimeLength
  /// A pending condition is forgotten when it was not met for this long.
  public var forgivenAfter: TimeLength
  /// Nil where crossings are not counted.
  public var flapping: FlappingTiming?
  /// True for what the gateway knows of itself: nobody has to measure again that it is over.
  public var clearsByTime: Bool

  public init(
    raiseAfter: TimeLength, resolveAfter: TimeLength, forgivenAfter: TimeLength,
    flapping: FlappingTiming? = nil, clearsByTime: Bool = false
  ) {
    self.raiseAfter = raiseAfter
    self.resolveAfter = resolveAfter
    self.forgivenAfter = forgivenAfter
    self.flapping = flapping
    self.clearsByTime = clearsByTime
  }
}

/// When a signal counts as flapping, and how long it then has to be calm.
public struct FlappingTiming: Hashable, Sendable {
  /// So many times from clear to beyond the threshold, within `window`.
  public var crossings: Int
  public var window: TimeLength
  public var resolveAfter: TimeLength

  public init(crossings: Int, window: TimeLength, resolveAfter: TimeLength) {
    self.crossings = max(2, crossings)
    self.window = window
    self.resolveAfter = resolveAfter
  }
}
