/// How far a writer is with what was submitted to it.
public struct StoreProgress: Hashable, Sendable {
  /// All that was submitted is on the disk or has failed once.
  public var isSettled: Bool
  /// Grows with each attempt that begins and with each that ends.
  public var steps: Int

  public init(isSettled: Bool, steps: Int) {
    self.isSettled = isSettled
    self.steps = steps
  }
}
