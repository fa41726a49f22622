/// One key of the configuration file as people see it; the documentation is made from these.
public struct KeyDescription: Hashable, Sendable {
  public enum Presence: Hashable, Sendable {
    case required
    /// May be absent; the text says what that means.
    case optional(String)
    /// The default, as the file would write it.
    case byDefault(String)
  }

  /// The name of the map or list that the key stands in; empty at the top of the file.
  public let section: String
  public let key: String
  public let meaning: String
  public let unit: String?
  public let presence: Presence
  /// What may stand behind the key.
  public let allowed: String
  /// Where the default or the range comes from.
  public let source: String

  /// The default for a table: the value, or what holds in its place.
  public var defaultText: String {
    switch presence {
    case .required: "required"
    case .optional(let meaning): "none: \(meaning)"
    case .byDefault(let text): text
    }
  }
}
