import Configuration

/// Who asks, as far as the server knows, and what that allows.
struct Access: Hashable, Sendable {
  /// The token's name, `certificate` or `this machine`; never a secret.
  var name: String
  var role: StationConfiguration.Role

  func allows(_ wanted: StationConfiguration.Role) -> Bool { wanted == .view || role == .act }
}
