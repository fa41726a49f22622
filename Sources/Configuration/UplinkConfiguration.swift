import CareModel

/// The ward's broker and what is sent to it.
public struct UplinkConfiguration: Hashable, Sendable {
  /// Where the certificates of a TLS connection are; paths are absolute or as the file gave them.
  public struct TLS: Hashable, Sendable {
    /// The authority that signed the broker's certificate; nil: those that the system trusts.
    public var authorityPath: String?
    /// Our own certificate and its key, for brokers that ask for one.
    public var client: ClientCertificate?

    public init(authorityPath: String? = nil, client: ClientCertificate? = nil) {
      self.authorityPath = authorityPath
      self.client = client
    }
  }

  public struct ClientCertificate: Hashable, Sendable {
    public var certificatePath: String
    public var keyPath: String

    public init(certificatePath: String, keyPath: String) {
      self.certificatePath = certificatePath
      self.keyPath = keyPath
    }
  }

  /// Where user and password are; never the secrets themselves.
  public enum Credentials: Hashable, Sendable {
    case file(path: String)
    /// The name of a `LoadCredential=` of the service's unit.
    case systemd(name: String)
  }

  /// A name or an address, without a scheme or a port.
  public var host: String
  public var port = 8883
  /// Nil: the connection is not encrypted.
  public var tls: TLS? = TLS()
  /// Nil: the broker asks for no user.
  public var credentials: Credentials?
  /// 5 to 600 s.
  public var keepAlive = TimeLength.seconds(30)
  /// 1 to 120 s, from the first packet to the broker's welcome.
  public var connectWithin = TimeLength.seconds(20)
  /// 1 to 600 s.
  public var acknowledgeWithin = TimeLength.seconds(30)
  /// 0 to 720 h.
  public var sessionExpiry = TimeLength.hours(24)
  /// Messages, 1 to 1000.
  public var inFlight = 20
  /// 0.1 to 60 s, at most `retryAtMost`.
  public var retryFirst = TimeLength.seconds(1)
  /// 1 to 3600 s.
  public var retryAtMost = TimeLength.seconds(300)
  /// Messages a second, 1 to 10,000.
  public var backlogPerSecond = 100
  /// 1 to 1440 min.
  public var liveWithin = TimeLength.minutes(10)
  /// 1 to 3650.
  public var keptDays = 90
  /// Millions of bytes, 16 to 1,000,000.
  public var keptMegabytes = 512
  /// What waits for longer is an alarm; 1 to 720 h.
  public var behindAfter = TimeLength.hours(24)
  /// So much of `keptMegabytes` filled is an alarm; 0.1 to 1.
  public var behindAtShare = 0.8
  /// 10 to 3600 s.
  public var healthPeriod = TimeLength.seconds(60)
  /// Whether every sample is sent as it comes.
  public var sendsReadings = false
  /// Whether Home Assistant is told of the ward's devices.
  public var tellsHomeAssistant = false
  /// The first level of the topics where Home Assistant looks for devices.
  public var homeAssistantPrefix = "homeassistant"
  /// The stations of the ward.
  public var relay = RelayConfiguration()

  /// What a file means that names a host and nothing else; every default of the section.
  public init(host: String) { self.host = host }
}
