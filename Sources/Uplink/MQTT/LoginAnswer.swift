/// Why a broker does not let the gateway in, or sends it away: MQTT 5's reason codes in words.
enum LoginAnswer {
  /// The refusals of CONNACK, section 3.2.2.2.
  static func failure(code: UInt8, text: String?, hasUser: Bool) -> UplinkFailure {
    let said = text.map { " (the broker says: \($0))" } ?? ""
    let (reason, advice) = words(code, hasUser: hasUser)
    return UplinkFailure(.login, reason + said, advice: advice)
  }

  private static func words(_ code: UInt8, hasUser: Bool) -> (String, String) {
    switch code {
    case 0x86, 0x87, 0x8C:
      if hasUser {
        ("the broker refuses user and password", "correct the file of `credentials`, or the broker")
      } else {
        ("the broker asks for a user and a password", "name a file of them in `credentials`")
      }
    case 0x84, 0x01: ("the broker does not speak MQTT 5", "bring the broker up to date")
    case 0x85, 0x02:
      (
        "the broker does not take this client's name",
        "let it take kmc-<site>-<ward>-<hub>, or change `site`"
      )
    case 0x88: ("the broker is not available", "see to the broker; the gateway tries again")
    case 0x89, 0x97, 0x9F: ("the broker is too busy", "nothing: the gateway tries again")
    case 0x8A: ("the broker has banned this client", "lift the ban at the broker")
    case 0x90: ("the broker does not take the topic of the last will", "allow kmc/v1/# for it")
    case 0x9A: ("the broker keeps no retained messages", "turn retained messages on at the broker")
    case 0x9B:
      ("the broker does not take quality of service 1", "turn it on at the broker")
    case 0x9C, 0x9D: ("the broker has moved", "write its new name into `host`")
    default:
      (
        "the broker refuses the login with code \(PublishAnswer.hexadecimal(code))",
        "see the broker's log"
      )
    }
  }

  /// Why a broker ended a connection, section 3.14.2.1.
  static func farewell(code: UInt8) -> UplinkFailure {
    let (reason, advice) =
      switch code {
      case 0x8E:
        (
          "another client with the same name took the connection over",
          "give each gateway a `hub` of its own"
        )
      case 0x8B: ("the broker shuts down", "nothing: the gateway tries again")
      case 0x8D: ("the broker heard nothing for too long", "see to the network")
      case 0x93, 0x96: ("the broker got more than it takes", "lower `in_flight`")
      case 0x95: ("a message is larger than the broker takes", "raise the limit at the broker")
      case 0x98: ("an administrator ended the connection", "ask whoever runs the broker")
      case 0x87: ("the broker ended the connection: not authorized", "see the broker's log")
      default:
        (
          "the broker ended the connection with code \(PublishAnswer.hexadecimal(code))",
          "nothing: the gateway tries again"
        )
      }
    return UplinkFailure(.connection, reason, advice: advice)
  }
}
