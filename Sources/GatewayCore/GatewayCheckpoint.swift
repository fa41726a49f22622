/// Everything that a restart needs, with the number of the last input that it contains.
public struct GatewayCheckpoint: Codable, Sendable {
  /// Raised whenever the shape of the state changes.
  public static let version = 4

  public var ward: WardState
  public var lastInput: Int64

  public init(ward: WardState, lastInput: Int64) {
    self.ward = ward
    self.lastInput = lastInput
  }
}
