import CareLogic
import CareModel
import Testing

@Suite("What wall time it is")
struct ClockAnchorsTests {
  private static func wall(_ seconds: Int64) -> WallTime {
    WallTime(milliseconds: seconds * 1000)
  }

  private static func at(_ seconds: Double) -> Instant { Instant(seconds: seconds) }

  @Test("nothing is dated until a clock is set, then all of the boot is")
  func unsetThenSet() {
    var anchors = ClockAnchors(start: nil)
    #expect(anchors.quality == .unset)
    #expect(anchors.wall(at: Self.at(10)) == nil)
    #expect(anchors.instant(of: Self.wall(10)) == nil)
    #expect(anchors.observe(Self.wall(5), .unset, at: Self.at(10)) == nil)
    #expect(anchors.observe(Self.wall(1100), .synchronised, at: Self.at(100)) == .zero)
    #expect(anchors.wall(at: .zero) == Self.wall(1000))
    #expect(anchors.instant(of: Self.wall(1100)) == Self.at(100))
    #expect(anchors.quality == .synchronised)
  }

  @Test("a worse clock is not believed, an equal or better one says by how much it moved")
  func quality() {
    var anchors = ClockAnchors(start: Self.wall(0))
    #expect(anchors.quality == .kept)
    #expect(anchors.observe(Self.wall(70), .operator, at: Self.at(10)) == .seconds(60))
    #expect(anchors.observe(Self.wall(500), .kept, at: Self.at(20)) == nil)
    #expect(anchors.wall(at: Self.at(20)) == Self.wall(80))
    #expect(anchors.observe(Self.wall(85), .synchronised, at: Self.at(30)) == .seconds(-5))
    #expect(anchors.observe(Self.wall(900), .operator, at: Self.at(40)) == nil)
    #expect(anchors.observe(Self.wall(96), .synchronised, at: Self.at(40)) == .seconds(1))
  }

  @Test("another boot goes on from the one before as kept, and is dated by itself")
  func restart() {
    var anchors = ClockAnchors(start: nil)
    _ = anchors.observe(Self.wall(1000), .synchronised, at: Self.at(0))
    anchors.restart(at: Self.at(100))
    #expect(anchors.quality == .kept)
    #expect(anchors.wall(at: Self.at(150)) == Self.wall(1150))
    _ = anchors.observe(Self.wall(5150), .synchronised, at: Self.at(150))
    #expect(anchors.wall(at: Self.at(150)) == Self.wall(5150))
    #expect(anchors.wall(at: Self.at(50)) == Self.wall(1050))
    #expect(anchors.instant(of: Self.wall(1050)) == Self.at(50))
    // A moment that no clock of the gateway ever showed is the moment of the restart.
    #expect(anchors.instant(of: Self.wall(3000)) == Self.at(100))
  }

  @Test("boots that never learnt the time are dated by the first that did")
  func adopted() {
    var anchors = ClockAnchors(start: nil)
    anchors.restart(at: Self.at(100))
    anchors.restart(at: Self.at(200))
    #expect(anchors.quality == .unset)
    _ = anchors.observe(Self.wall(1300), .operator, at: Self.at(300))
    #expect(anchors.wall(at: Self.at(50)) == Self.wall(1050))
    #expect(anchors.wall(at: Self.at(150)) == Self.wall(1150))
  }

  @Test("restarts without end keep a bounded list, and the last is right")
  func bounded() {
    var anchors = ClockAnchors(start: Self.wall(0))
    for boot in 1...1000 {
      anchors.restart(at: Self.at(Double(boot)))
      _ = anchors.observe(
        Self.wall(Int64(boot) * 2), .synchronised, at: Self.at(Double(boot)))
    }
    #expect(anchors.wall(at: Self.at(1000)) == Self.wall(2000))
    #expect(anchors.wall(at: Self.at(1)) != nil)
  }
}
