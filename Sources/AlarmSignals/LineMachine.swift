import CareModel

/// Makes something of what an input line shows.
public protocol LineMachine: Sendable {
  associatedtype Finding: Sendable

  /// When the line is to be looked at though it does not move.
  var deadline: Instant? { get }

  /// `hasEdges`: it moved since it was last looked at, though it may be where it was.
  mutating func step(_ level: Bool, hasEdges: Bool, at now: Instant) -> Finding?

  /// The line cannot be read.
  mutating func lose()
}
