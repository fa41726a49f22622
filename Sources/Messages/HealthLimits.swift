/// Bounds of a health body, so that it stays a few kilobytes on a slow line; local choices.
enum HealthLimits {
  /// The newest are sent.
  static let clockChanges = 8
  /// The loudest are sent.
  static let alarms = 32
}
