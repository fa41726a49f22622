import Glibc

/// Why a broker cannot be reached, before a word of MQTT was said.
enum RouteFault {
  /// `code` is the resolver's, an EAI number.
  static func name(_ code: Int32, host: String) -> UplinkFailure {
    switch code {
    case EAI_NONAME, -5:
      UplinkFailure(
        .name, "there is no host called `\(host)`",
        advice: "correct `host`, or write its address there")
    case EAI_AGAIN:
      UplinkFailure(
        .name, "nobody answers the question where `\(host)` is",
        advice: "see to the network and its name server, or write an address into `host`")
    default:
      UplinkFailure(
        .name, "`\(host)` cannot be resolved: \(String(cString: gai_strerror(code)))",
        advice: "see to the name server, or write an address into `host`")
    }
  }

  /// `code` is the system's, an errno number.
  static func route(_ code: Int32, host: String, port: Int) -> UplinkFailure {
    switch code {
    case ECONNREFUSED:
      UplinkFailure(
        .route, "`\(host)` is there, but nothing listens on its port \(port)",
        advice: "start the broker, or correct `port`")
    case ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL, ENETDOWN:
      UplinkFailure(
        .route, "there is no way to `\(host)`: \(SystemError.text(code))",
        advice: "see to the cable, the wireless network and the address of this machine")
    case ETIMEDOUT: silence(host: host, port: port)
    default:
      UplinkFailure(
        .route, "no connection to `\(host)`, port \(port): \(SystemError.text(code))",
        advice: "see to the network")
    }
  }

  static func silence(host: String, port: Int) -> UplinkFailure {
    UplinkFailure(
      .route, "nothing answers at `\(host)`, port \(port)",
      advice: "see whether the machine is on, and whether a firewall is between")
  }
}
