import TestSupport
import Testing

@testable import GatewayRuntime

/// The relay that says that the gateway works falls where nothing is saved any more.
@Suite struct StoreMovementTests {
  @Test func aDiskThatHangsIsNoMovementAndASlowOneIs() async {
    let hangs = Locked(true)
    let asked = Locked(0)
    let start = ContinuousClock.now
    let movement = StoreMovement(limit: .seconds(20)) {
      asked.change { $0 += 1 }
      _ = await eventually(within: .seconds(60)) { !hangs.value }
    }
    #expect(movement.moves(at: start))
    #expect(await eventually { asked.value == 1 })
    #expect(movement.moves(at: start + .seconds(19)))
    #expect(!movement.moves(at: start + .seconds(20)))
    #expect(!movement.moves(at: start + .seconds(500)))
    hangs.set(false)
    #expect(await eventually { movement.moves(at: start + .seconds(501)) })
    #expect(movement.moves(at: start + .seconds(501)))
    // Nor is it asked more often than that: to ask is to hurry who writes.
    #expect(await eventually { asked.value == 2 })
    for _ in 0..<100 { _ = movement.moves(at: start + .seconds(510)) }
    #expect(asked.value == 2)
  }
}
