import CareModel

/// The core as one run of the gateway leaves it to the next in the same process.
///
/// It does not go through the disk, so that a store that fails costs no hours at a reload.
struct HandedOver: Sendable {
  let saved: SavedGateway
  /// The timeline and the machine's clock since boot, of one moment.
  let instant: Instant
  let sinceBoot: TimeLength
  /// Whether the run that ended could save.
  let hadStore: Bool

  /// Where the timeline goes on now.
  var now: Instant { instant + (BootTimeClock.sinceBoot - sinceBoot) }
}
