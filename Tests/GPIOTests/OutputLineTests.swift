import Configuration
import GPIO
import TestSupport
import Testing

/// Outputs over a simulated libgpiod.
@Suite struct OutputLineTests {
  private func line(
    _ chip: FakeChip, _ name: String = "relay", isActiveLow: Bool = false, label: String? = nil
  ) -> OutputLine {
    OutputLine(
      GpioLineConfiguration(chip: label ?? chip.label, name: name, isActiveLow: isActiveLow),
      chips: ChipFolder(path: chip.folder))
  }

  private func failure(of line: OutputLine) async -> GpioError? {
    do {
      try await line.set { true }
      return nil
    } catch {
      return error as? GpioError
    }
  }

  @Test(arguments: [false, true])
  func aLineIsDrivenAndLetGo(_ isActiveLow: Bool) async throws {
    let chip = try FakeChip(lines: ["relay"])
    let line = line(chip, isActiveLow: isActiveLow)
    #expect(!chip["relay"].isHeld)
    try await line.set { true }
    #expect(chip["relay"].isHeld && chip["relay"].isOutput)
    #expect(chip["relay"].isHigh == !isActiveLow)
    try await line.set { false }
    #expect(chip["relay"].isHigh == isActiveLow)
    try await line.close()
    #expect(!chip["relay"].isHeld)
  }

  @Test func aChipThatVanishedIsFoundAgainByItsNames() async throws {
    let chip = try FakeChip(lines: ["relay"])
    let line = line(chip)
    try await line.set { true }
    chip.takeAway()
    #expect(await failure(of: line)?.reason == .vanished)
    #expect(await failure(of: line)?.reason == .noSuchChip(labels: []))
    chip.bringBack()
    #expect(!chip["relay"].isHigh)
    #expect(await failure(of: line) == nil)
    #expect(chip["relay"].isHigh)
  }

  @Test func aFailedSetIsToldAndTriedAnew() async throws {
    let chip = try FakeChip(lines: ["relay"])
    let line = line(chip)
    try await line.set { false }
    chip["relay"].refuseSet(5)
    #expect(await failure(of: line)?.reason == .inputOutput(errno: 5))
    #expect(!chip["relay"].isHeld)
    chip["relay"].refuseSet(0)
    #expect(await failure(of: line) == nil)
    #expect(chip["relay"].isHigh)
  }

  @Test func aBusyLineSaysWhoHoldsIt() async throws {
    let chip = try FakeChip(lines: ["relay"])
    chip["relay"].hold(by: "w1-gpio")
    let busy = await failure(of: line(chip))
    #expect(busy?.reason == .busy(holder: "w1-gpio"))
    #expect(busy?.description.contains("`w1-gpio` holds it; stop that") == true)
    chip["relay"].hold(by: "")
    #expect(await failure(of: line(chip))?.reason == .busy(holder: nil))
    chip["relay"].hold(by: nil)
    #expect(await failure(of: line(chip)) == nil)
  }

  struct Refusal: Sendable {
    var label = "board"
    var line = "relay-1"
    var refuse: @Sendable (FakeChip) -> Void = { _ in }
    var said: String
  }

  @Test(arguments: [
    Refusal(label: "baord", said: "no such chip; did you mean `board`?"),
    Refusal(label: "gpio", said: "no such chip; there are `board`; see `gpiodetect`"),
    Refusal(line: "relay-2", said: "no such line; did you mean `relay-1`?"),
    Refusal(line: "GPIO17", said: "no such line; there are `relay-1`, `lamp`; see `gpioinfo`"),
    Refusal(refuse: { $0.refuse(13) }, said: "permission denied; add the user to group gpio"),
    Refusal(refuse: { $0["relay-1"].refuseRequest(1) }, said: "permission denied"),
    Refusal(refuse: { $0["relay-1"].refuseRequest(6) }, said: "the line cannot do that"),
    Refusal(refuse: { $0["relay-1"].refuseRequest(12) }, said: "error 12"),
    Refusal(refuse: { $0.takeAway() }, said: "no such chip; none is there"),
  ])
  func aRefusalSaysWhatToDo(_ refusal: Refusal) async throws {
    let chip = try FakeChip(lines: ["relay-1", "lamp"])
    refusal.refuse(chip)
    let error = await failure(of: line(chip, refusal.line, label: refusal.label))
    let text = error?.description ?? "no error"
    #expect(text.contains(refusal.said), "\(text)")
    #expect(text.hasPrefix("line `\(refusal.line)` of chip `\(refusal.label)`: "))
  }

  @Test func aLineThatHangsKeepsNobodyElseWaiting() async throws {
    let chip = try FakeChip(lines: ["relay", "lamp"])
    let (relay, lamp) = (line(chip), line(chip, "lamp"))
    try await relay.set { false }
    chip["relay"].hangSet(true)
    let hung = Task { try await relay.set { true } }
    for _ in 0..<100 {
      try await lamp.set { true }
      try await lamp.set { false }
    }
    #expect(!chip["relay"].isHigh)
    chip["relay"].hangSet(false)
    try await hung.value
    #expect(chip["relay"].isHigh)
  }

  @Test func whatWaitsForAHangDrivesTheLevelOfItsTurn() async throws {
    let chip = try FakeChip(lines: ["relay"])
    let line = line(chip)
    try await line.set { false }
    chip["relay"].hangSet(true)
    let begun = Locked(false)
    let first = Task {
      try await line.set {
        begun.set(true)
        return true
      }
    }
    #expect(await eventually { begun.value })
    let asked = Locked(false)
    let second = Task {
      try await line.set {
        asked.set(true)
        return false
      }
    }
    try await Task.sleep(for: .milliseconds(50))
    #expect(!asked.value)
    chip["relay"].hangSet(false)
    try await first.value
    try await second.value
    #expect(asked.value)
  }
}
