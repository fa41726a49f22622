import AlarmSignals
import CareModel

/// What the lines have to tell.
public enum GpioNews: Hashable, Sendable {
  /// Somebody pressed the button `by`; nil is everything at this hub.
  case button(bed: String?, action: ButtonAction, by: String)
  /// Of a buckle's switch.
  case sample(Sample)
  /// A relay, a lamp or a buzzer fails, or works again.
  case output(LineNews)
  /// A button's or a buckle's line fails, or works again.
  case input(LineNews)
}
