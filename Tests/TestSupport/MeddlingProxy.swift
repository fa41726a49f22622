import Foundation
import Synchronization

/// A relay between a gateway and its broker that a test can make misbehave; plain MQTT only.
package final class MeddlingProxy: Sendable {
  private struct State {
    var droppedAcknowledgements = 0
    var isMute = false
    var isCut = false
    var isShut = false
    var delay = Duration.zero
    var dropped = 0
  }

  package let port: Int
  private let listening: Int32
  private let broker: Int
  private let state = Mutex(State())

  package init(to broker: Int) {
    (listening, port) = LocalSocket.listen()
    self.broker = broker
    let thread = Thread { [listening, state = Box(self)] in
      while true {
        let near = accept(listening, nil, nil)
        if near >= 0 { _ = fcntl(near, F_SETFD, FD_CLOEXEC) }
        guard near >= 0, let proxy = state.proxy else {
          if near >= 0 { close(near) }
          return
        }
        proxy.relay(near)
      }
    }
    thread.start()
  }

  deinit { shutdown(listening, Int32(SHUT_RDWR)) }

  private final class Box: Sendable {
    private let inner: Mutex<WeakProxy>
    init(_ proxy: MeddlingProxy) { inner = Mutex(WeakProxy(proxy)) }
    var proxy: MeddlingProxy? { inner.withLock { $0.proxy } }
  }

  private struct WeakProxy: Sendable {
    weak var proxy: MeddlingProxy?
    init(_ proxy: MeddlingProxy) { self.proxy = proxy }
  }

  /// The next acknowledgements of messages do not come through.
  package func loseAcknowledgements(_ count: Int) {
    state.withLock { $0.droppedAcknowledgements = count }
  }

  package var lost: Int { state.withLock { $0.dropped } }

  /// Nothing comes through any more, and nobody is told, until it may again.
  package func mute(_ isMute: Bool = true) { state.withLock { $0.isMute = isMute } }

  /// Whoever comes is sent away at once, until it is opened.
  package func shut() { state.withLock { $0.isShut = true } }
  package func open() { state.withLock { $0.isShut = false } }

  /// What the gateway sends comes so much later from now on; what is on its way is lost with the line.
  package func slow(by delay: Duration) { state.withLock { $0.delay = delay } }

  /// Ends the connection that there is now.
  package func cut() { state.withLock { $0.isCut = true } }

  /// Relays one connection to its end; one at a time.
  private func relay(_ near: Int32) {
    let isShut = state.withLock { $0.isShut }
    let far = isShut ? -1 : LocalSocket.connect(port: broker)
    defer { for file in [near, far] where file >= 0 { close(file) } }
    guard far >= 0 else { return }
    var packets: [UInt8] = []
    var underWay: [(due: ContinuousClock.Instant, bytes: [UInt8])] = []
    while true {
      while let first = underWay.first, first.due <= .now {
        write(far, underWay.removeFirst().bytes)
      }
      let (isCut, isMute, delay) = state.withLock { state in
        defer { state.isCut = false }
        return (state.isCut || state.isShut, state.isMute, state.delay)
      }
      if isCut { return }
      var watched = [
        pollfd(fd: near, events: Int16(POLLIN), revents: 0),
        pollfd(fd: far, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&watched, 2, 10) >= 0 else { return }
      if watched[0].revents != 0 {
        guard let bytes = read(near) else { return }
        if isMute { continue }
        if delay == .zero { write(far, bytes) } else { underWay.append((.now + delay, bytes)) }
      }
      if watched[1].revents != 0 {
        guard let bytes = read(far) else { return }
        packets += bytes
        let passed = takePackets(&packets)
        if !isMute { write(near, passed) }
      }
    }
  }

  /// Whole packets of the broker, without those that are to be lost.
  private func takePackets(_ bytes: inout [UInt8]) -> [UInt8] {
    var passed: [UInt8] = []
    while let length = Self.packetLength(bytes) {
      let isAcknowledgement = bytes[0] >> 4 == 4
      let isLost = state.withLock { state in
        guard isAcknowledgement, state.droppedAcknowledgements > 0 else { return false }
        state.droppedAcknowledgements -= 1
        state.dropped += 1
        return true
      }
      if !isLost { passed += bytes[..<length] }
      bytes.removeFirst(length)
    }
    return passed
  }

  /// Fixed header and remaining length, MQTT 5 section 2.1; nil until the packet is whole.
  private static func packetLength(_ bytes: [UInt8]) -> Int? {
    var length = 0
    for index in 0..<4 {
      guard bytes.count > index + 1 else { return nil }
      length |= Int(bytes[index + 1] & 0x7F) << (7 * index)
      guard bytes[index + 1] & 0x80 == 0 else { continue }
      let whole = length + index + 2
      return bytes.count >= whole ? whole : nil
    }
    return nil
  }

  private func read(_ file: Int32) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(file, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer[..<count]) : nil
  }

  private func write(_ file: Int32, _ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Foundation.send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
