import Configuration
import Glibc

/// The steps before MQTT, with the system's own calls, on a thread of their own.
enum ProbeRoute {
  /// The addresses of the broker as people write them.
  static func addresses(of uplink: UplinkConfiguration) async throws(UplinkFailure) -> [String] {
    let host = uplink.host
    return try await onThread {
      resolve(host).map { list in list.map(\.text) }
    }
  }

  /// The first address on which the broker's port answers.
  static func reach(_ uplink: UplinkConfiguration) async throws(UplinkFailure) -> String {
    let (host, port) = (uplink.host, uplink.port)
    let milliseconds = uplink.connectWithin.milliseconds
    return try await onThread {
      resolve(host).flatMap { addresses in
        var failure = RouteFault.silence(host: host, port: port)
        for address in addresses {
          let code = connect(address, port: port, within: Int32(clamping: milliseconds))
          if code == 0 { return .success(address.text) }
          failure = RouteFault.route(code, host: host, port: port)
        }
        return .failure(failure)
      }
    }
  }

  private struct Address: Sendable {
    var family: Int32
    var bytes: [UInt8]
    var text: String
  }

  private static func onThread<Value: Sendable>(
    _ body: @escaping @Sendable () -> Result<Value, UplinkFailure>
  ) async throws(UplinkFailure) -> Value {
    let result = await withCheckedContinuation { continuation in
      let isStarted = DedicatedThread.start { continuation.resume(returning: body()) }
      if !isStarted {
        continuation.resume(
          returning: .failure(
            UplinkFailure(.name, "the system has no thread left", advice: "try again")))
      }
    }
    return try result.get()
  }

  private static func resolve(_ host: String) -> Result<[Address], UplinkFailure> {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, nil, &hints, &found)
    guard code == 0 else { return .failure(RouteFault.name(code, host: host)) }
    defer { freeaddrinfo(found) }
    var addresses: [Address] = []
    var next = found
    while let entry = next?.pointee {
      next = entry.ai_next
      guard let address = entry.ai_addr else { continue }
      let size = Int(entry.ai_addrlen)
      var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      guard
        getnameinfo(
          address, entry.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
      else { continue }
      let characters = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      addresses.append(
        Address(
          family: entry.ai_family,
          bytes: [UInt8](UnsafeRawBufferPointer(start: address, count: size)),
          text: String(decoding: characters, as: UTF8.self)))
    }
    return .success(addresses)
  }

  /// 0, or why there is no connection, as an errno number.
  private static func connect(_ address: Address, port: Int, within milliseconds: Int32) -> Int32 {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let file = socket(address.family, kind, 0)
    guard file >= 0 else { return errno }
    defer { close(file) }
    var bytes = address.bytes
    // Bytes 2 and 3 are the port in both families, in network order.
    bytes[2] = UInt8(truncatingIfNeeded: port >> 8)
    bytes[3] = UInt8(truncatingIfNeeded: port)
    let result = bytes.withUnsafeBytes { buffer in
      buffer.withMemoryRebound(to: sockaddr.self) {
        Glibc.connect(file, $0.baseAddress, socklen_t(buffer.count))
      }
    }
    if result == 0 { return 0 }
    guard errno == EINPROGRESS else { return errno }
    var watched = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
    guard poll(&watched, 1, milliseconds) > 0 else { return ETIMEDOUT }
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    guard getsockopt(file, SOL_SOCKET, SO_ERROR, &code, &size) == 0 else { return errno }
    return code
  }
}
