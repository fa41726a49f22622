import CareModel
import GatewayCore

/// One line of a trace: an input and when it arrived.
public struct TraceLine: Hashable, Sendable {
  public var at: Instant
  public var input: WardInput
  /// Keys of the line that this version does not know.
  public var unknownKeys: Int

  public init(at: Instant, input: WardInput, unknownKeys: Int = 0) {
    self.at = at
    self.input = input
    self.unknownKeys = unknownKeys
  }
}
