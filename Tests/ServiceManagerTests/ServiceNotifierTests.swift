import Glibc
import ServiceManager
import Testing

/// What goes to the service manager, over a real socket.
struct ServiceNotifierTests {
  static let notices: [(ServiceNotice, String)] = [
    (.ready(status: "watching"), "READY=1\nSTATUS=watching"),
    (.reloading(monotonicMicroseconds: 12_345), "RELOADING=1\nMONOTONIC_USEC=12345"),
    (.stopping, "STOPPING=1\nSTATUS=saving and closing"),
    (.watchdog, "WATCHDOG=1"),
    (.status("one\ntwo\r\nREADY=1"), "STATUS=one; two; READY=1"),
    (.ready(status: ""), "READY=1\nSTATUS="),
  ]

  @Test(arguments: [true, false])
  func everyNoticeIsOneDatagram(_ isAbstract: Bool) throws {
    let listener = try NotifyListener(isAbstract: isAbstract)
    let notifier = try ServiceNotifier(environment: ["NOTIFY_SOCKET": listener.address])
    #expect(notifier.hasManager)
    for (notice, text) in Self.notices {
      try notifier.tell(notice)
      #expect(listener.receive() == text)
    }
  }

  @Test func aStatusIsOneShortLine() {
    let long = String(repeating: "x", count: 10_000)
    #expect(ServiceNotice.status(long).text.utf8.count < 600)
    #expect(ServiceNotice.status("a\nb\u{2028}c").text == "STATUS=a; b; c")
  }

  @Test(arguments: [[:], ["NOTIFY_SOCKET": ""]])
  func withoutAManagerNothingIsSaid(_ environment: [String: String]) throws {
    let notifier = try ServiceNotifier(environment: environment)
    #expect(!notifier.hasManager)
    try notifier.tell(.ready(status: "watching"))
    try ServiceNotifier().tell(.stopping)
  }

  @Test(arguments: [
    "kmcd", "vsock:2:1234", "@", "/", "/tmp/\0x", "/" + String(repeating: "x", count: 107),
  ])
  func whatIsNoSocketIsRefused(_ address: String) {
    #expect(throws: NotificationError.addressUnusable(address)) {
      try ServiceNotifier(environment: ["NOTIFY_SOCKET": address])
    }
  }

  @Test func aManagerThatIsGoneIsAnError() throws {
    let address = "/tmp/kmc-notify-gone-\(getpid())"
    let notifier = try ServiceNotifier(environment: ["NOTIFY_SOCKET": address])
    #expect(throws: NotificationError.notSent(address: address, errno: ENOENT)) {
      try notifier.tell(.watchdog)
    }
  }

  /// A manager that does not read fills its queue; telling gives up after a second.
  @Test(.timeLimit(.minutes(1))) func aManagerThatDoesNotReadHoldsNobodyUp() throws {
    let listener = try NotifyListener(isAbstract: true)
    let notifier = try ServiceNotifier(environment: ["NOTIFY_SOCKET": listener.address])
    let clock = ContinuousClock()
    let began = clock.now
    var failure: NotificationError?
    while failure == nil, clock.now - began < .seconds(20) {
      do throws(NotificationError) { try notifier.tell(.watchdog) } catch { failure = error }
    }
    #expect(failure == .notSent(address: listener.address, errno: EAGAIN))
    #expect(clock.now - began < .seconds(20))
  }
}
