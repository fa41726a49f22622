import CMosquitto
import Glibc

/// One connection to a broker, from its first packet to its end, on one thread.
///
/// libmosquitto is called from this thread alone and calls back only within those calls, so that
/// its handle and this object, which it knows by address, cannot be used after their end.
final class MQTTConnection {
  enum Phase: Hashable {
    case tcp, tls, login, open
  }

  /// What is handed to the library and not yet settled.
  struct Sent {
    /// Nil for what is the connection's own.
    var number: Int64?
    var topicSuffix: String?
    var promise: DeliveryPromise
    var since: ContinuousClock.Instant
  }

  let settings: MQTTSettings
  let link: ConnectionLink
  /// Narrow: one message at a time, to find the one over which the broker hangs up.
  let windowMost: Int
  let hooks: MQTTHooks
  /// Told the topic of what the broker refuses and no queue holds.
  let leaveOut: @Sendable (String) -> Void
  let tell: @Sendable (DestinationEvent) -> Void
  let clock = ContinuousClock()

  var phase = Phase.tcp
  var failure: UplinkFailure?
  /// What the library called back with, in order; taken once its call has returned.
  var notes: [MQTTNote] = []
  /// The last errors that the library logged.
  var log: [String] = []
  var sent: [Int32: Sent] = [:]
  var order = SendOrder()
  /// What the broker refused last; some brokers hang up thereafter.
  var lastRefusal: String?
  private(set) var outcome = MQTTOutcome()

  init(
    settings: MQTTSettings, link: ConnectionLink, windowMost: Int, hooks: MQTTHooks,
    leaveOut: @escaping @Sendable (String) -> Void,
    tell: @escaping @Sendable (DestinationEvent) -> Void
  ) {
    self.settings = settings
    self.link = link
    self.windowMost = windowMost
    self.hooks = hooks
    self.leaveOut = leaveOut
    self.tell = tell
  }

  /// Connects and stays until the end; tells of it unless nobody waits any more.
  ///
  /// `bindAddress` chooses between the families of a host that has addresses of both.
  func run(bindAddress: String?) -> MQTTOutcome {
    let deadline = clock.now + .milliseconds(settings.uplink.connectWithin.milliseconds)
    do throws(UplinkFailure) {
      let client = try makeClient()
      // Nothing calls back any more once the handle is gone, and it goes before this object does.
      defer { mosquitto_destroy(client) }
      guard try connect(client, bindAddress) else {
        outcome.isAbandoned = true
        return outcome
      }
      try stay(client, connectedBy: deadline)
    } catch {
      outcome.failure = error
    }
    outcome.wasOpen = phase == .open
    return outcome
  }

  /// How often a certificate that was refused is looked at again to learn why.
  private static let explanationsMost = 20

  func suspectMessage() { outcome.suspectsMessage = true }

  /// False where the connection was given up in the meantime.
  private func connect(
    _ client: OpaquePointer, _ bindAddress: String?
  ) throws(UplinkFailure) -> Bool {
    let uplink = settings.uplink
    guard link.beginResolving() else { return false }
    var (result, code) = connectOnce(client, bindAddress)
    // Where the broker answers at once, the library frees what says why before it returns.
    for _ in 0..<Self.explanationsMost where result == MosquittoCode.tls && lacksReason(client) {
      log = []
      usleep(5000)
      (result, code) = connectOnce(client, bindAddress)
    }
    guard link.endResolving() else { return false }
    switch result {
    case MosquittoCode.success:
      // The library leaves its socket open to programs that this one starts.
      _ = fcntl(mosquitto_socket(client), F_SETFD, FD_CLOEXEC)
      return true
    case MosquittoCode.resolver: throw RouteFault.name(code, host: uplink.host)
    case MosquittoCode.tls, MosquittoCode.invalid: throw tlsFailure(client)
    default: throw RouteFault.route(code, host: uplink.host, port: uplink.port)
    }
  }

  private func connectOnce(
    _ client: OpaquePointer, _ bindAddress: String?
  ) -> (result: Int32, code: Int32) {
    MosquittoLibrary.connect(usesTLS: settings.uplink.tls != nil) {
      errno = 0
      let result = mosquitto_connect_bind_async(
        client, settings.uplink.host, Int32(settings.uplink.port), keepAliveSeconds, bindAddress)
      return (result, errno)
    }
  }

  private func stay(
    _ client: OpaquePointer, connectedBy deadline: ContinuousClock.Instant
  ) throws(UplinkFailure) {
    var bellRang = true
    var lingersUntil = clock.now
    while true {
      let now = clock.now
      let (messages, isStopped) = link.take(bellRang: bellRang, lingering: now < lingersUntil)
      if isStopped {
        leave(client)
        return
      }
      for message in messages { try hand(message, to: client) }
      if let failure { throw failure }
      var due = try nextDeadline(connectedBy: deadline)
      if messages.contains(where: { $0.delivery == .atMostOnce }) {
        lingersUntil = now + .milliseconds(ConnectionLink.lingerMilliseconds)
      }
      // The same moment as the link was told: else a reading could wait for a bell that nobody rings.
      if now < lingersUntil { due = min(due, lingersUntil) }
      let (ready, rang) = wait(client, until: due)
      bellRang = rang
      try go(on: client, ready: ready)
      try settleNotes(client)
    }
  }

  /// When something has to happen even if nothing is heard; throws where that moment has come.
  private func nextDeadline(
    connectedBy deadline: ContinuousClock.Instant
  ) throws(UplinkFailure) -> ContinuousClock.Instant {
    let now = clock.now
    // The library looks after the keep-alive when it is called, in whole seconds.
    let glance = now + .seconds(1)
    guard phase != .open else {
      guard let oldest = order.oldest(in: sent) else { return glance }
      let due = oldest + .milliseconds(settings.uplink.acknowledgeWithin.milliseconds)
      if now >= due { throw unacknowledged() }
      return min(due, glance)
    }
    if now >= deadline { throw silence() }
    return min(deadline, glance)
  }

  /// Waits for the socket or the bell; what the socket is ready for, 0 where it is for nothing.
  private func wait(
    _ client: OpaquePointer, until due: ContinuousClock.Instant
  ) -> (ready: Int16, bellRang: Bool) {
    let left = clock.now.duration(to: due).components
    let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
    var events = Int16(POLLIN)
    switch phase {
    case .tcp: events = Int16(POLLOUT)
    case .tls:
      if SSL_want(mosquitto_ssl_get(client)) == MosquittoCode.sslWriting {
        events |= Int16(POLLOUT)
      }
    case .login, .open: if mosquitto_want_write(client) { events |= Int16(POLLOUT) }
    }
    var watched = [
      pollfd(fd: mosquitto_socket(client), events: events, revents: 0),
      pollfd(fd: link.bell, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&watched, 2, Int32(clamping: max(0, milliseconds) + 1)) > 0 else {
      return (0, false)
    }
    return (watched[0].revents, watched[1].revents != 0)
  }

  /// Lets the library do what the socket is ready for.
  private func go(on client: OpaquePointer, ready: Int16) throws(UplinkFailure) {
    let hears = ready & ~Int16(POLLOUT) != 0
    let speaks = ready & Int16(POLLOUT) != 0
    var result = MosquittoCode.success
    errno = 0
    switch phase {
    case .tcp:
      guard ready != 0 else { return }
      try checkReached(client)
      phase = settings.uplink.tls == nil ? .login : .tls
      // The handshake begins with what is called reading.
      if phase == .tls { result = mosquitto_loop_read(client, 1) }
    case .tls:
      guard ready != 0 else { return }
      result = mosquitto_loop_read(client, 1)
      guard result == MosquittoCode.success else { break }
      if SSL_is_init_finished(mosquitto_ssl_get(client)) == 1 {
        phase = .login
      } else if isClosedByPeer(client) {
        // The library takes the end of the stream for something to wait for.
        throw hungUp()
      }
    case .login, .open:
      if hears { result = mosquitto_loop_read(client, 1) }
      if result == MosquittoCode.success, speaks { result = mosquitto_loop_write(client, 1) }
      // The keep-alive is of no use before there is a session: the deadline ends that wait.
      if result == MosquittoCode.success, phase == .open { result = mosquitto_loop_misc(client) }
    }
    guard result != MosquittoCode.success else { return }
    let code = errno
    try settleNotes(client)
    throw ended(client, result, code)
  }

  private func checkReached(_ client: OpaquePointer) throws(UplinkFailure) {
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    guard getsockopt(mosquitto_socket(client), SOL_SOCKET, SO_ERROR, &code, &size) == 0,
      // A broker that resets it was reached, and what it said before can still be read.
      [0, ECONNRESET, EPIPE].contains(code)
    else {
      throw RouteFault.route(code, host: settings.uplink.host, port: settings.uplink.port)
    }
  }

  private func isClosedByPeer(_ client: OpaquePointer) -> Bool {
    var byte: UInt8 = 0
    let flags = Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)
    let count = recv(mosquitto_socket(client), &byte, 1, flags)
    return count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)
  }

  /// Says farewell, with the last will where "offline" has to be known, in a bounded time.
  private func leave(_ client: OpaquePointer) {
    guard phase == .open else { return }
    let reason = settings.announcesState ? MQTT_RC_DISCONNECT_WITH_WILL_MSG : MQTT_RC_SUCCESS
    guard mosquitto_disconnect_v5(client, Int32(reason.rawValue), nil) == MosquittoCode.success
    else { return }
    let deadline = clock.now + .milliseconds(500)
    while mosquitto_socket(client) >= 0, clock.now < deadline {
      var watched = pollfd(fd: mosquitto_socket(client), events: Int16(POLLOUT), revents: 0)
      guard poll(&watched, 1, 50) >= 0 else { return }
      guard mosquitto_loop_write(client, 1) == MosquittoCode.success else { return }
    }
  }
}
