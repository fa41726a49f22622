/// Why a demo cannot go on.
public enum DemoError: Error, CustomStringConvertible {
  /// The gateway did not take what was sent for so long in real time.
  case stuck(String)
  case folder(String)

  public var description: String {
    switch self {
    case .stuck(let what):
      "the demo came to a stop while \(what); please report this with the seed"
    case .folder(let reason):
      "the demo needs a folder for its ports and its database: \(reason); set TMPDIR to one"
    }
  }
}
