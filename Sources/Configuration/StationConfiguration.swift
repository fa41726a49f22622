import CareModel

/// The station page's server: where it listens, who may look and act, and what it allows at most.
public struct StationConfiguration: Hashable, Sendable {
  /// The name under which a page that cannot be served is an output that fails.
  public static let pageName = "station-page"

  /// What somebody may do; whoever may act may look.
  public enum Role: String, Hashable, Codable, Sendable, CaseIterable { case view, act }

  /// The server's certificate; paths are absolute or as the file gave them.
  public struct TLS: Hashable, Sendable {
    public var certificatePath: String
    public var keyPath: String
    /// The authority whose certificates are asked of everybody who connects; nil: of nobody.
    public var clientAuthorityPath: String?
    /// What such a certificate allows where there are no tokens.
    public var clientRole = Role.act

    public init(certificatePath: String, keyPath: String) {
      self.certificatePath = certificatePath
      self.keyPath = keyPath
    }
  }

  /// The address or name to listen on.
  public var address = "127.0.0.1"
  /// 0 lets the system choose, for tests.
  public var port = 8480
  /// The file of hashed tokens; nil: nobody is asked for one.
  public var tokensPath: String?
  /// Nil: the connection is not encrypted.
  public var tls: TLS?
  /// Pages that may be open at a time, 1 to 1000.
  public var streamsAtMost = 32
  /// Connections at a time, 2 to 10,000; more than streams.
  public var connectionsAtMost = 128
  /// By one address, and by one token, 1 to 10,000.
  public var actsPerMinute = 60
  /// Attempts by one address, 1 to 1000.
  public var loginsPerMinute = 10
  /// 256 to 1,000,000.
  public var bodyBytesAtMost = 4096
  /// 5 to 600 s.
  public var idleAfter = TimeLength.seconds(30)
  /// 2 to 600 s.
  public var slowAfter = TimeLength.seconds(10)
  /// 1 to 8760 h.
  public var loginLasts = TimeLength.hours(720)

  /// The section without any key: this machine alone may look and act.
  public init() {}

  /// True where only programs of this machine can connect.
  public var isLoopback: Bool {
    if address == "localhost" || address == "::1" { return true }
    let parts = address.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// True where anybody on the network could look and act.
  public var isUnguarded: Bool {
    !isLoopback && tokensPath == nil && tls?.clientAuthorityPath == nil
  }
}
