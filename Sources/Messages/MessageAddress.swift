/// Where messages come from; it begins their topics and their identifiers.
///
/// Range: each part is 1 to 64 of `A-Z a-z 0-9 _ -`, as the configuration demands.
public struct MessageAddress: Hashable, Sendable {
  public var site: String
  public var ward: String
  public var hub: String

  /// The layout of topics; another one gets another number.
  public static let topicRoot = "kmc/v1"

  public init(site: String, ward: String, hub: String) {
    self.site = site
    self.ward = ward
    self.hub = hub
  }

  /// What all topics of this gateway begin with, without a slash at its end.
  public var topicPrefix: String { "\(Self.topicRoot)/\(path)" }

  public func topic(_ kind: MessageKind) -> String { "\(topicPrefix)/\(kind.rawValue)" }

  /// The three parts with slashes between them.
  var path: String { "\(site)/\(ward)/\(hub)" }
}
