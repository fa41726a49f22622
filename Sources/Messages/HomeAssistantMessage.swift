/// A retained message by which Home Assistant learns of one entity.
public struct HomeAssistantMessage: Hashable, Sendable {
  /// `<prefix>/<component>/<id>/config`; the prefix is `homeassistant` unless configured.
  public var topic: String
  /// A JSON object; empty to take the entity away again.
  public var body: String
}
