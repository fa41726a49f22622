/// A change of what the gateway believes of the wall clock, kept so that dates can be explained.
public struct ClockChange: Hashable, Codable, Sendable {
  public var at: Instant
  /// By how much dates of this boot moved; nil where there was no date before.
  public var movedBy: TimeLength?
  public var from: ClockQuality
  public var to: ClockQuality
  public var boot: BootIdentifier

  public init(
    at: Instant, movedBy: TimeLength?, from: ClockQuality, to: ClockQuality, boot: BootIdentifier
  ) {
    self.at = at
    self.movedBy = movedBy
    self.from = from
    self.to = to
    self.boot = boot
  }

  /// True where instants have other dates now.
  public var redates: Bool { movedBy != .zero }
}
