/// What is promised of a message: MQTT's quality of service 0 and 1.
public enum DeliveryPromise: UInt8, Hashable, Sendable {
  case atMostOnce = 0
  case atLeastOnce = 1
}
