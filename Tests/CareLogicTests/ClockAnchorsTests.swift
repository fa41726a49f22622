import CareLogic
import CareModel
import Testing

@Suite("What wall time it is")
struct ClockAnchorsTests {
  private static func wall(_ seconds: Int64) -> WallTime {
    WallTime(milliseconds: seconds * 1000)
  }

  private static func at(_ seconds: Double) -> Instant { Instant(seconds: seconds) }

  /// What a clock says at an instant; returns by how much dates moved, nil where nothing changed.
  private static func hear(
    _ anchors: inout ClockAnchors, _ seconds: Int64, _ quality: ClockQuality, at: Double,
    step: TimeLength = .seconds(2)
  ) -> ClockChange? {
    anchors.observe(
      wall(seconds), quality, at: Instant(seconds: at), boot: "b1", step: step)
  }

  @Test("nothing is dated until a clock is set, then all of the boot is")
  func unsetThenSet() {
    var anchors = ClockAnchors(start: nil)
    #expect(anchors.quality == .unset)
    #expect(anchors.wall(at: Self.at(10)) == nil)
    #expect(anchors.instant(of: Self.wall(10)) == nil)
    #expect(Self.hear(&anchors, 5, .unset, at: 10) == nil)
    let known = Self.hear(&anchors, 1100, .synchronised, at: 100)
    #expect(known?.movedBy == nil && known?.redates == true && known?.from == .unset)
    #expect(anchors.wall(at: .zero) == Self.wall(1000))
    #expect(anchors.instant(of: Self.wall(1100)) == Self.at(100))
    #expect(anchors.quality == .synchronised)
  }

  @Test("a worse clock is not believed, an equal or better one says by how much it moved")
  func quality() {
    var anchors = ClockAnchors(start: Self.wall(0))
    #expect(anchors.quality == .kept)
    #expect(Self.hear(&anchors, 70, .operator, at: 10)?.movedBy == .seconds(60))
    #expect(Self.hear(&anchors, 500, .kept, at: 20) == nil)
    #expect(anchors.wall(at: Self.at(20)) == Self.wall(80))
    #expect(Self.hear(&anchors, 85, .synchronised, at: 30)?.movedBy == .seconds(-5))
    #expect(Self.hear(&anchors, 900, .operator, at: 40) == nil)
    #expect(Self.hear(&anchors, 98, .synchronised, at: 40)?.movedBy == .seconds(3))
    #expect(anchors.changes.map(\.to) == [.operator, .synchronised, .synchronised])
  }

  @Test("drift moves no date until it adds up to a step")
  func drift() {
    var anchors = ClockAnchors(start: Self.wall(0))
    let better = Self.hear(&anchors, 11, .synchronised, at: 10)
    #expect(better?.movedBy == .zero && better?.redates == false && better?.to == .synchronised)
    #expect(anchors.wall(at: Self.at(20)) == Self.wall(20))
    #expect(Self.hear(&anchors, 21, .synchronised, at: 20) == nil)
    #expect(Self.hear(&anchors, 32, .synchronised, at: 30)?.movedBy == .seconds(2))
    #expect(anchors.wall(at: Self.at(30)) == Self.wall(32))
  }

  @Test("a restart within one boot of the machine is dated with it")
  func sameMachineBoot() {
    var anchors = ClockAnchors(start: Self.wall(0))
    anchors.restart(at: Self.at(100), onSameMachineBoot: true)
    #expect(anchors.quality == .kept)
    #expect(Self.hear(&anchors, 1200, .synchronised, at: 200)?.movedBy == .seconds(1000))
    #expect(anchors.wall(at: Self.at(50)) == Self.wall(1050))
    anchors.restart(at: Self.at(300), onSameMachineBoot: true)
    #expect(anchors.quality == .kept)
    #expect(anchors.wall(at: Self.at(400)) == Self.wall(1400))
  }

  @Test("the list of changes is bounded, the newest stay")
  func boundedChanges() {
    var anchors = ClockAnchors(start: Self.wall(0))
    for step in 1...300 { _ = Self.hear(&anchors, Int64(step) * 10, .kept, at: Double(step)) }
    #expect(anchors.changes.count <= 60)
    #expect(anchors.changes.last?.at == Self.at(300))
  }

  @Test("another boot goes on from the one before as kept, and is dated by itself")
  func restart() {
    var anchors = ClockAnchors(start: nil)
    _ = Self.hear(&anchors, 1000, .synchronised, at: 0)
    anchors.restart(at: Self.at(100))
    #expect(anchors.quality == .kept)
    #expect(anchors.wall(at: Self.at(150)) == Self.wall(1150))
    _ = Self.hear(&anchors, 5150, .synchronised, at: 150)
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
    _ = Self.hear(&anchors, 1300, .operator, at: 300)
    #expect(anchors.wall(at: Self.at(50)) == Self.wall(1050))
    #expect(anchors.wall(at: Self.at(150)) == Self.wall(1150))
  }

  @Test("restarts without end keep a bounded list, and the last is right")
  func bounded() {
    var anchors = ClockAnchors(start: Self.wall(0))
    for boot in 1...1000 {
      anchors.restart(at: Self.at(Double(boot)))
      _ = Self.hear(&anchors, Int64(boot) * 2, .synchronised, at: Double(boot))
    }
    #expect(anchors.wall(at: Self.at(1000)) == Self.wall(2000))
    #expect(anchors.wall(at: Self.at(1)) != nil)
  }
}
