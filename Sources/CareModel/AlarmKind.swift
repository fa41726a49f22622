/// Whether an alarm is about an infant and its surroundings, or about what watches them.
public enum AlarmKind: String, Codable, Sendable, CaseIterable {
  case physiological
  case technical
}
