import ArgumentParser

/// `HOST`, `HOST:PORT` or `[ADDRESS]:PORT`, as people write where something is.
struct HostAndPort: ExpressibleByArgument, CustomStringConvertible {
  var host: String
  var port: Int?

  init(host: String, port: Int?) {
    self.host = host
    self.port = port
  }

  init?(argument: String) {
    var host = argument[...]
    if host.hasPrefix("[") {
      guard let end = host.firstIndex(of: "]") else { return nil }
      let rest = host[host.index(after: end)...]
      host = host[host.index(after: host.startIndex)..<end]
      guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
      port = rest.isEmpty ? nil : Int(rest.dropFirst())
      if !rest.isEmpty, port == nil { return nil }
    } else if let colon = host.firstIndex(of: ":"), host.lastIndex(of: ":") == colon {
      guard let number = Int(host[host.index(after: colon)...]) else { return nil }
      port = number
      host = host[..<colon]
    }
    if let port, !(1...65_535).contains(port) { return nil }
    guard !host.isEmpty, !host.contains("/"), !host.contains(" ") else { return nil }
    self.host = String(host)
  }

  var description: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port.map { "\(name):\($0)" } ?? name
  }

  var defaultValueDescription: String { description }
}
