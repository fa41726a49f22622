/// The version of this gateway, as `kmcd --version` and health messages tell it.
public enum GatewayVersion {
  public static let current = "0.1.0"
}
