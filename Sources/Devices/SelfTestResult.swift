/// How one of a board's own tests ended.
public struct SelfTestResult: Hashable, Codable, Sendable {
  /// Unknown numbers are kept; only `passed` is good.
  public struct Outcome: RawRepresentable, Hashable, Codable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let passed = Outcome(rawValue: 0)
    public static let failed = Outcome(rawValue: 1)
    public static let notRun = Outcome(rawValue: 2)
  }

  /// The board maker's number of the test.
  public var test: UInt8
  public var outcome: Outcome

  public init(test: UInt8, outcome: Outcome) {
    self.test = test
    self.outcome = outcome
  }
}
