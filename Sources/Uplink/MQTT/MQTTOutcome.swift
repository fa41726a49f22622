/// How a connection ended.
struct MQTTOutcome: Sendable {
  /// Nil: it was asked to end.
  var failure: UplinkFailure?
  /// Given up while it was resolving the name: nobody waits for it any more.
  var isAbandoned = false
  var wasOpen = false
  /// The broker hung up over a message, and there were several.
  var suspectsMessage = false
}
