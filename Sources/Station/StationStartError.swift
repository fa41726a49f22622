import Configuration

/// Why the station's page cannot be served; the text says what to do.
public enum StationStartError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Others could reach it and nothing would ask them who they are.
  case unguarded(address: String)
  /// A file of secrets or certificates cannot be used.
  case file(path: String, reason: String, advice: String)
  /// The system does not give us the address; a later attempt may have better luck.
  case cannotListen(address: String, port: Int, reason: String)

  init(_ file: PrivateFileError) {
    self = .file(path: file.path, reason: file.reason, advice: file.advice)
  }

  public var description: String {
    switch self {
    case .unguarded(let address):
      "station: \(address) can be reached from other machines and nobody would be asked for a "
        + "token; add `tokens` or `tls_client_ca` to `station`, or listen on 127.0.0.1"
    case .file(let path, let reason, let advice): "station: \(path): \(reason); \(advice)"
    case .cannotListen(let address, let port, let reason):
      "station: cannot listen on \(address) port \(port): \(reason); "
        + "stop what listens there or choose another `port`"
    }
  }
}
