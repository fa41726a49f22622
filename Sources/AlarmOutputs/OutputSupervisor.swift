import CareModel

/// Has every output show the newest annunciation; none waits for another, nor for the disk.
public final class OutputSupervisor: Sendable {
  private let watches: [OutputWatch]
  private let mailbox: AsyncStream<Annunciation>
  private let slot: AsyncStream<Annunciation>.Continuation

  /// `tell` is called once when an output begins to fail and once when it works again; it must
  /// return at once.
  public init(
    _ outputs: [any AlarmOutput], limits: OutputLimits, wereFailing: Set<String> = [],
    tell: @escaping @Sendable (LineNews) -> Void
  ) {
    watches = outputs.map {
      OutputWatch($0, limits, wasFailing: wereFailing.contains($0.name), tell: tell)
    }
    // What nobody took yet is replaced by what is newer.
    (mailbox, slot) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Hands on what is to be shown and returns at once. Until the first, nothing is driven.
  public func announce(_ annunciation: Annunciation) { slot.yield(annunciation) }

  /// Shows until the task is cancelled; then leaves every output safe, in twice the time that an
  /// output may take, however many hang. Run it once.
  public func run() async {
    for await annunciation in mailbox {
      for watch in watches { await watch.announce(annunciation) }
    }
    // Not children: whoever is cancelled has to let go of the lines all the same.
    let releases = watches.map { watch in Task { await watch.release() } }
    for release in releases { await release.value }
  }
}
