/// The body of the topic `state`, as plain text: the birth and the last will.
public enum PresenceState: String, Hashable, Sendable {
  case online, offline
}
