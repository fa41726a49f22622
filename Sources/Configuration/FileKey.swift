/// One key of the configuration file: the single place of its rule, default and source.
struct FileKey<Value: Sendable>: Sendable {
  enum Presence: Sendable {
    /// The file must have it; the text says why no default would do.
    case required
    /// May be absent; the text says what absence means.
    case optional(String)
    case byDefault(Value)
  }

  let section: FileSection
  let name: String
  /// What it is, in one sentence without a full stop.
  let meaning: String
  let unit: String?
  let presence: Presence
  let rule: ValueRule<Value>
  /// Where the default or the range comes from.
  let source: String

  init(
    _ section: FileSection, _ name: String, _ meaning: String, unit: String? = nil,
    _ presence: Presence, _ rule: ValueRule<Value>, source: String = "local choice"
  ) {
    self.section = section
    self.name = name
    self.meaning = meaning
    self.unit = unit
    self.presence = presence
    self.rule = rule
    self.source = source
  }

  /// The default, for keys that have one.
  var defaultValue: Value? {
    if case .byDefault(let value) = presence { value } else { nil }
  }

  var isRequired: Bool {
    if case .required = presence { true } else { false }
  }

  var description: KeyDescription {
    let standing =
      switch presence {
      case .required: KeyDescription.Presence.required
      case .optional(let meaning): KeyDescription.Presence.optional(meaning)
      case .byDefault(let value): KeyDescription.Presence.byDefault(rule.show(value))
      }
    return KeyDescription(
      section: section.rawValue, key: name, meaning: meaning, unit: unit, presence: standing,
      allowed: rule.allowed, source: source)
  }
}
