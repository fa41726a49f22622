/// Why something that a station sent is not done, in words for whoever sent it.
public struct RelayRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  public var reason: String
  public var description: String { reason }

  public init(_ reason: String) { self.reason = reason }
}
