import NIOCore

/// Closes a connection whose address holds as many as it may.
final class AddressLimit: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = Any

  private let places: AddressPlaces
  private var address: String?

  init(_ places: AddressPlaces) { self.places = places }

  func channelActive(context: ChannelHandlerContext) {
    // All that is on this machine comes from one address.
    if let address = context.remoteAddress?.ipAddress, !Self.isLoopback(address) {
      guard places.take(address) else {
        context.close(promise: nil)
        return
      }
      self.address = address
    }
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    if let address { places.give(address) }
    address = nil
    context.fireChannelInactive()
  }

  private static func isLoopback(_ address: String) -> Bool {
    address == "::1" || address.hasPrefix("127.") || address.hasPrefix("::ffff:127.")
  }
}
