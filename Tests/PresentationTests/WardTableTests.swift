import CareModel
import Testing

@testable import GatewayCore
@testable import Presentation

@Suite("The ward's table")
struct WardTableTests {
  private func drawn(_ view: WardView, columns: Int = 80, isColoured: Bool = false) -> [String] {
    WardTable.render(
      view, header: SampleWard.header, goal: SampleWard.goal,
      style: TextStyle(columns: columns, isColoured: isColoured))
  }

  private func row(_ bed: WardView.Bed) -> String {
    drawn(SampleWard.view([bed]), columns: 100)[3]
  }

  @Test("A calm ward")
  func calm() {
    #expect(
      SampleWard.text(drawn(SampleWard.calm)) == """
        Ward A · 2026-01-10 06:12 simulated · clock synchronised

        bed    infant  contact       today  unobs.  goal                      skin  room
        bed-1  K-001   ● CONTACT      5:12    0:00  ███████████████·········  36.7  23.4
        bed-2  K-002   ○ no contact   2:00    0:00  ██████··················  36.7  23.4
        bed-3  K-003   ● CONTACT      8:30    0:00  ████████████████████████  36.7  23.4
        bed-4  K-004   ● CONTACT      0:00    0:00  ························  37.0  23.4
        █ contact today, ░ unobserved, · still to the goal of 8:00 h

        No alarm stands.
        """)
  }

  @Test("A ward in trouble, on eighty columns")
  func troubled() {
    #expect(
      SampleWard.text(drawn(SampleWard.troubled)) == """
        2026-01-10 06:12 simulated · !!! HIGH: 1 of 3 alarms · ? clock may be late

        bed    infant  contact                        today  unobs.  goal    skin   room
        bed-1  K-001   ? unobserved: binder-1 silent   2:30    1:20  █░····  36.7   23.4
        bed-2  K-002   ● CONTACT                       4:00    0:00  ███···  35.9   18.2
        bed-3  K-003   ○ no contact                    4:00    0:00  ███···  30.1?  --.-
        bed-4  K-004   ? unobserved: no binder assi…   0:00    0:00  ······  --.-   23.4
        █ contact today, ░ unobserved, · still to the goal of 8:00 h
        K-002: axillary was 0.4 above the skin probe; skin is shown as measured

        Alarms: 1 high, 1 medium, 1 low
        !!! HIGH   bed-2 K-002  suspected moderate hypothermia: confirm axillary
                                (for 7 min)
        !! medium  room-1       room is cold (for 2 h 05 min, acknowledged)
        ! low      bed-1 K-001  binder-1 is silent (for 1 h 20 min)
        """)
  }

  @Test("On a wide terminal, alarms stand in columns")
  func wide() {
    #expect(
      SampleWard.text(drawn(SampleWard.troubled, columns: 120).suffix(3)) == """
        !!! HIGH   bed-2 K-002  suspected moderate hypothermia: confirm axillary  for 7 min
        !! medium  room-1       room is cold                                      for 2 h 05 min  \
        acknowledged
        ! low      bed-1 K-001  binder-1 is silent                                for 1 h 20 min
        """)
  }

  @Test("A narrow terminal keeps infant, contact, hours, unobserved time and skin")
  func narrow() {
    #expect(
      SampleWard.text(drawn(SampleWard.troubled, columns: 40)) == """
        2026-01-10 06:12 simulated · !!! HIGH: …

        infant  contact     today  unobs.  skin
        K-001   ? unobser…   2:30    1:20  36.7
        K-002   ● CONTACT    4:00    0:00  35.9
        K-003   ○ no cont…   4:00    0:00  30.1?
        K-004   ? unobser…   0:00    0:00  --.-
        █ contact today, ░ unobserved, · still
        to the goal of 8:00 h
        K-002: axillary was 0.4 above the skin
        probe; skin is shown as measured

        Alarms: 1 high, 1 medium, 1 low
        !!! HIGH   bed-2 K-002
            suspected moderate hypothermia:
            confirm axillary (for 7 min)
        !! medium  room-1
            room is cold (for 2 h 05 min,
            acknowledged)
        ! low      bed-1 K-001
            binder-1 is silent (for 1 h 20 min)
        """)
  }

  @Test(
    "Unknown is never zero and a doubt is marked",
    arguments: [
      (36.65, false, "36.7 "), (35.94, true, "35.9?"), (nil, false, "--.- "), (nil, true, "--.- "),
      (0.0, false, " 0.0 "), (-5.0, false, "-5.0 "), (Double.nan, false, "--.- "),
      (Double.infinity, true, "--.- "),
    ] as [(Double?, Bool, String)])
  func temperatures(skin: Double?, isDoubted: Bool, shown: String) {
    let row = row(SampleWard.bed(1, skin: skin, isDoubted: isDoubted, room: nil))
    let end = row.drop { $0 != "█" }.drop { "█░·".contains($0) }
    #expect(String(end).hasPrefix("  " + shown.prefix(4)))
    #expect(end.hasSuffix("--.-"))
    #expect(row.contains("?") == shown.contains("?"))
  }

  @Test("A ward without infants, and a clock that nobody set")
  func empty() {
    let view = SampleWard.view([], wall: nil, quality: .unset)
    #expect(
      SampleWard.text(drawn(view)) == """
        Ward A · date unknown, running for 6 h 12 min · ? clock not set

        No infant is in care.

        No alarm stands.
        """)
  }

  @Test("A live ward shows seconds, so that a frozen screen is noticed")
  func seconds() {
    let header = WardHeader(name: "", calendar: SampleWard.shanghai)
    let lines = WardTable.render(
      SampleWard.view([], quality: .operator), header: header, goal: .hours(8), style: .plain)
    #expect(lines[0] == "2026-01-10 06:12:40 · clock set by hand")
  }

  @Test("Chinese bed names are two columns a character; a long infant name stays whole")
  func wideNames() {
    var one = SampleWard.bed(1)
    one.bed = "三床"
    var two = SampleWard.bed(2)
    two.bed = "bed-2"
    var three = SampleWard.bed(3, .unobserved("binder-3 not heard yet"))
    three.infant = "hospital-2026-0000123"
    #expect(
      SampleWard.text(drawn(SampleWard.view([one, two, three])).dropFirst(2).prefix(4)) == """
        bed    infant                 contact          today  unobs.  goal    skin  room
        三床   K-001                  ● CONTACT         4:00    0:00  ███···  36.7  23.4
        bed-2  K-002                  ● CONTACT         4:00    0:00  ███···  36.7  23.4
        bed-3  hospital-2026-0000123  ? unobserved: …   4:00    0:00  ███···  36.7  23.4
        """)
  }
}
