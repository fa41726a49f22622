import CareModel
import Store
import TestSupport
import Testing

@testable import GatewayRuntime

/// The relay that says that the gateway works falls where nothing is saved any more.
@Suite struct StoreMovementTests {
  private static let idle = StoreProgress(isSettled: true, steps: 8)
  private static let start = ContinuousClock.now

  /// Asked each two seconds, as the relay is; the first second at which it stands still.
  private static func standsStill(
    from first: Int = 0, until last: Int = 400, _ progress: @escaping (Int) -> StoreProgress?
  ) -> Int? {
    let now = Locked<StoreProgress?>(nil)
    let movement = StoreMovement { now.value }
    return stride(from: first, through: last, by: 2).first { second in
      now.set(progress(second))
      return !movement.moves(at: start + .seconds(second))
    }
  }

  @Test func aDiskThatHangsIsFoundAfterThePatienceOfTheWatchdog() {
    let hangsFrom = 51
    let found = Self.standsStill { second in
      second < hangsFrom ? Self.idle : StoreProgress(isSettled: false, steps: 9)
    }
    #expect(found == 52 + 90)
  }

  /// A card that tidies up is no hang, nor is one that does so after each commit.
  @Test func aCardThatStallsForAMinuteIsNoHang() {
    let found = Self.standsStill { second in
      StoreProgress(isSettled: false, steps: second / 60)
    }
    #expect(found == nil)
  }

  @Test func whatMovesAgainIsTrustedAgain() {
    let now = Locked<StoreProgress?>(StoreProgress(isSettled: false, steps: 9))
    let movement = StoreMovement { now.value }
    #expect(movement.moves(at: Self.start))
    #expect(movement.moves(at: Self.start + .seconds(89)))
    #expect(!movement.moves(at: Self.start + .seconds(90)))
    #expect(!movement.moves(at: Self.start + .seconds(500)))
    now.set(StoreProgress(isSettled: false, steps: 10))
    #expect(movement.moves(at: Self.start + .seconds(501)))
    now.set(StoreProgress(isSettled: true, steps: 10))
    #expect(movement.moves(at: Self.start + .seconds(600)))
    // Time that nothing waited is not counted.
    now.set(StoreProgress(isSettled: false, steps: 10))
    #expect(movement.moves(at: Self.start + .seconds(900)))
    #expect(movement.moves(at: Self.start + .seconds(989)))
    #expect(!movement.moves(at: Self.start + .seconds(990)))
  }

  @Test func whereNothingIsSavedNothingHangs() {
    #expect(Self.standsStill { _ in nil } == nil)
  }
}
