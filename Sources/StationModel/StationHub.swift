/// One gateway of the ward, and whether it is heard.
public struct StationHub: Hashable, Codable, Sendable {
  /// The configured pseudonyms of gateway, facility and ward.
  public var hub: String
  public var site: String
  public var ward: String
  /// False once it has been silent for longer than it may be: what is shown of it is old.
  public var isOnline: Bool
  /// How long ago it was last heard, in seconds; 0 for the hub that answers by itself.
  public var silentSeconds: Double

  public init(
    hub: String, site: String, ward: String, isOnline: Bool = true, silentSeconds: Double = 0
  ) {
    self.hub = hub
    self.site = site
    self.ward = ward
    self.isOnline = isOnline
    self.silentSeconds = silentSeconds
  }

  enum CodingKeys: String, CodingKey {
    case hub, site, ward
    case isOnline = "is_online"
    case silentSeconds = "silent_s"
  }
}
