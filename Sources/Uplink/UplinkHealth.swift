import CareModel
import Store

/// How one destination is served: for `status`, for health messages and for alarms.
public struct UplinkHealth: Hashable, Sendable {
  public var destination: String
  public var link: DeliveryLink
  /// Waiting for this destination.
  public var rows: Int64
  /// On the disk, about.
  public var bytes: Int64
  /// How long the oldest of them has waited.
  public var oldestAge: TimeLength?
  /// Of the limit in bytes, for all destinations together.
  public var fillShare: Double
  /// Until the oldest detail is thinned; nil while connected, or where no rate can be told.
  public var daysLeft: Double?
  public var inFlight: Int
  /// Since the start of the gateway.
  public var counts: DeliveryCounts
  /// Set aside since the database was begun.
  public var refusedRows: Int64
  /// Given up for want of room since the database was begun.
  public var thinnedRows: Int64
  /// Why the outbox cannot be read or written at present; the figures are then the last known.
  public var storeProblem: StoreError?
}

extension UplinkHealth {
  init(
    destination: String, link: DeliveryLink, counts: DeliveryCounts, inFlight: Int,
    fill: OutboxFill?, unnoted: Int, storeProblem: StoreError?, now: Instant
  ) {
    // What is acknowledged waits for the disk, and for the destination no more.
    let rows = max(0, (fill?.rows ?? 0) - Int64(unnoted))
    self.init(
      destination: destination, link: link, rows: rows, bytes: rows > 0 ? fill?.bytes ?? 0 : 0,
      oldestAge: rows > 0 ? fill?.oldest.map { max(.zero, now - $0) } : nil,
      fillShare: fill?.share ?? 0,
      daysLeft: link.isConnected ? nil : fill?.daysLeft(at: now), inFlight: inFlight,
      counts: counts, refusedRows: fill?.refusedRows ?? 0, thinnedRows: fill?.thinnedRows ?? 0,
      storeProblem: storeProblem)
  }
}
