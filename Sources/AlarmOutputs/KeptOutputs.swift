import CareModel
import Configuration
import GPIO

/// Outputs that outlive one gateway: no relay calls because a configuration changes.
public final class KeptOutputs: Sendable {
  let keeper: LineKeeper

  /// - Parameter atMost: A level that nobody answers for stays no longer. 5 s, local choice: a change
  ///   takes well under one.
  public init(chips: ChipFolder = ChipFolder(), atMost: TimeLength = .seconds(5)) {
    keeper = LineKeeper(chips: chips, atMost: atMost.duration)
  }

  /// From now on the gateway that ends leaves these as they are, for the next one to drive.
  ///
  /// Those that none has driven again in time are released.
  public func keep(_ configuration: GpioConfiguration?) {
    keeper.keep(Set((configuration?.outputs ?? []).map(\.line)))
  }

  /// Releases what is kept still, as where no other gateway comes; in two seconds, whatever hangs.
  public func end() async {
    _ = await BoundedWait.run(within: .seconds(2)) { [keeper] in await keeper.endKeeping() }
  }
}
