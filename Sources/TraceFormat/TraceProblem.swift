/// Why a line of a trace cannot be used.
public struct TraceProblem: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}
