/// Which side of the line sends a frame.
public enum Direction: String, Hashable, Codable, Sendable, CaseIterable {
  case fromBoard, fromGateway
}
