/// How far found boundaries lie from the true ones, in seconds.
public struct BoundaryErrors: Hashable, Sendable {
  public var seconds: [Double] = []
  /// True boundaries in observed time near which none was found.
  public var missing = 0

  public init() {}
}
