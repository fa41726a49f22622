import CareModel

/// An output or an input began to fail, or works again; told once for each change.
public struct LineNews: Hashable, Sendable {
  /// As configured.
  public var name: String
  /// What is wrong and what to do; nil: it works.
  public var failure: String?

  public init(name: String, failure: String?) {
    self.name = name
    self.failure = failure
  }
}
