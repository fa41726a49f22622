import CareModel
import Testing
import WireProtocol

@testable import GatewayCore
@testable import Presentation

@Suite("The status for people")
struct StatusTextTests {
  private static let busy: LinkView = {
    var counters = LinkCounters()
    counters.frames = 12_034
    counters.badChecksum = 2
    counters.tooLong = 1
    var notices = LinkNoticeCounters()
    notices.unknownBoards = 4
    var board = BoardCounters()
    board.frames = 6_000
    board.lost = 12
    board.restarts = 3
    board.unplaceable = 7
    return LinkView(
      port: "line-1", isOpen: true, counters: counters, notices: notices,
      boards: [
        .init(
          serial: SerialNumber(1001), device: "binder-1", heardAt: SampleWard.now - .seconds(4),
          counters: board),
        .init(
          serial: SerialNumber(77), device: nil, heardAt: SampleWard.now - .minutes(3),
          counters: BoardCounters()),
      ])
  }()

  private static let quiet = LinkView(
    port: "line-2", isOpen: true, counters: LinkCounters(), notices: LinkNoticeCounters(),
    boards: [])

  private func drawn(_ links: [LinkView], columns: Int = 80) -> [String] {
    let lost = SampleWard.alarm(.portLost, .medium, of: .port("line-2"))
    return StatusText.render(
      SampleWard.view([SampleWard.bed(1, unobservedMinutes: 80)], alarms: [lost]), links: links,
      store: "working, nothing waits", header: SampleWard.header, goal: SampleWard.goal,
      style: TextStyle(columns: columns, isColoured: false))
  }

  @Test("Ward, lines and store")
  func whole() {
    #expect(
      SampleWard.text(drawn([Self.busy, Self.quiet])) == """
        Ward A · 2026-01-10 06:12 simulated · !! medium: 1 alarm · clock synchronised

        bed    infant  contact    today  unobs.  goal                      skin  room
        bed-1  K-001   ● CONTACT   4:00    1:20  ████████████░░░░········  36.7  23.4
        █ contact today, ░ unobserved, · still to the goal of 8:00 h

        Alarms: 1 medium
        !! medium  line-2  port line-2 lost: check its cable  for 7 min

        Today, 1 infant together: contact 4:00, no contact 0:30, unobserved 1:20

        Lines
        line-1: 12034 frames, 3 rejected (1 too long, 2 damaged), 4 from unknown boards
          binder-1 (board 1001): heard 4 s ago, 6000 frames, 12 lost, 3 restarts, 7
              stored records of unknown time
          board 77, not in the configuration: heard 3 min ago, 0 frames, 0 lost
        line-2: LOST for 7 min, 0 frames, 0 rejected
          no board heard yet

        Store
        working, nothing waits
        """)
  }

  @Test("No port, and any width", arguments: [1, 10, 25, 40, 79, 200])
  func widths(columns: Int) {
    #expect(
      drawn([Self.busy, Self.quiet], columns: columns).allSatisfy {
        DisplayWidth.of($0) <= columns
      })
    #expect(drawn([], columns: 80).contains("No port is configured."))
  }
}
