import NIOCore
import NIOEmbedded
import Testing

@testable import Station

/// A connection is kept, or closed before anything of it is read, by the address that it comes from.
@Suite struct AddressLimitTests {
  /// Counts what gets through to the handlers behind the limit.
  private final class Behind: ChannelInboundHandler {
    typealias InboundIn = Any
    var opened = 0
    func channelActive(context: ChannelHandlerContext) { opened += 1 }
  }

  private struct Caller {
    let channel = EmbeddedChannel()
    let behind = Behind()

    init(_ places: AddressPlaces, from address: String) throws {
      try channel.pipeline.syncOperations.addHandlers([AddressLimit(places), behind])
      try channel.connect(to: SocketAddress(ipAddress: address, port: 40_000)).wait()
    }

    var isServed: Bool { channel.isActive && behind.opened == 1 }

    /// The end, whatever side it came from.
    func leave() { channel.pipeline.close(promise: nil) }
  }

  @Test func oneAddressFillsItsPlacesAndNoOtherIsKeptOut() throws {
    let places = AddressPlaces(connectionsAtMost: 8)
    let many = try (0..<8).map { _ in try Caller(places, from: "192.0.2.1") }
    #expect(many.allSatisfy { $0.isServed })
    let ninth = try Caller(places, from: "192.0.2.1")
    #expect(!ninth.channel.isActive)
    #expect(ninth.behind.opened == 0)
    let other = try Caller(places, from: "192.0.2.2")
    #expect(other.isServed)
    for caller in many + [ninth, other] { caller.leave() }
  }

  @Test func aPlaceIsFreeAgainWhenItsConnectionEnds() throws {
    let places = AddressPlaces(connectionsAtMost: 1)
    let first = try Caller(places, from: "2001:db8::1")
    // One that was refused gives back no place that it never had.
    try Caller(places, from: "2001:db8::1").leave()
    let refused = try Caller(places, from: "2001:db8::1")
    #expect(!refused.channel.isActive)
    first.leave()
    let second = try Caller(places, from: "2001:db8::1")
    #expect(second.isServed)
    for caller in [refused, second] { caller.leave() }
  }

  @Test(arguments: ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
  func whatIsOnThisMachineIsNotCounted(address: String) throws {
    let places = AddressPlaces(connectionsAtMost: 1)
    let callers = try (0..<5).map { _ in try Caller(places, from: address) }
    #expect(callers.allSatisfy { $0.isServed })
    for caller in callers { caller.leave() }
  }
}
