/// What an output's line is to do.
public enum Signal: Hashable, Sendable {
  case off
  case on
  case pattern(SignalPattern)
}
