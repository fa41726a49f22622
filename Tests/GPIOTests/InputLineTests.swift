import Configuration
import GPIO
import TestSupport
import Testing

/// Inputs over a simulated libgpiod.
@Suite struct InputLineTests {
  private func line(
    _ chip: FakeChip, isActiveLow: Bool = false, bias: GpioLineConfiguration.Bias = .asIs
  ) -> InputLine {
    InputLine(
      GpioLineConfiguration(
        chip: chip.label, name: "button", isActiveLow: isActiveLow, bias: bias),
      chips: ChipFolder(path: chip.folder))
  }

  private func reason(of line: InputLine) async -> GpioError.Reason? {
    do {
      _ = try await line.look(within: .milliseconds(5))
      return nil
    } catch {
      return (error as? GpioError)?.reason
    }
  }

  @Test func theFirstLookShowsTheLevelAtOnce() async throws {
    let chip = try FakeChip(lines: ["button"])
    chip["button"].drive(true)
    let line = line(chip)
    let look = try await line.look(within: .seconds(600))
    #expect(look == InputLook(isActive: true, hasEdges: true))
    #expect(chip["button"].isHeld && !chip["button"].isOutput)
    try await line.close()
    #expect(!chip["button"].isHeld)
  }

  @Test func anEdgeEndsTheWait() async throws {
    let chip = try FakeChip(lines: ["button"])
    let line = line(chip, isActiveLow: true)
    #expect(try await line.look(within: .zero).isActive)
    let look = Task { try await line.look(within: .seconds(600)) }
    try await Task.sleep(for: .milliseconds(20))
    chip["button"].drive(true)
    #expect(try await look.value == InputLook(isActive: false, hasEdges: true))
  }

  @Test func withoutAnEdgeTheWaitEndsAtItsTime() async throws {
    let chip = try FakeChip(lines: ["button"])
    let line = line(chip)
    _ = try await line.look(within: .zero)
    let began = ContinuousClock.now
    let look = try await line.look(within: .milliseconds(30))
    #expect(look == InputLook(isActive: false, hasEdges: false))
    #expect(ContinuousClock.now - began >= .milliseconds(30))
  }

  @Test func aPulseBetweenTwoLooksIsAnEdge() async throws {
    let chip = try FakeChip(lines: ["button"])
    let line = line(chip)
    _ = try await line.look(within: .zero)
    chip["button"].drive(true)
    chip["button"].drive(false)
    #expect(try await line.look(within: .zero) == InputLook(isActive: false, hasEdges: true))
  }

  @Test func aLevelWhoseEdgeWasLostIsSeen() async throws {
    let chip = try FakeChip(lines: ["button"])
    let line = line(chip)
    _ = try await line.look(within: .zero)
    chip["button"].driveUnseen(true)
    #expect(try await line.look(within: .zero) == InputLook(isActive: true, hasEdges: false))
  }

  /// The library itself would wait on for ever.
  @Test func aChipThatVanishedIsNoticedAtTheEndOfTheWait() async throws {
    let chip = try FakeChip(lines: ["button"])
    let line = line(chip)
    _ = try await line.look(within: .zero)
    chip.takeAway()
    #expect(await reason(of: line) == .vanished)
    #expect(await reason(of: line) == .noSuchChip(labels: []))
    chip.bringBack()
    chip["button"].drive(true)
    #expect(try await line.look(within: .seconds(600)) == InputLook(isActive: true, hasEdges: true))
  }

  @Test func aReadThatFailsIsTold() async throws {
    let chip = try FakeChip(lines: ["button"])
    let line = line(chip)
    chip["button"].refuseGet(5)
    #expect(await reason(of: line) == .inputOutput(errno: 5))
    #expect(!chip["button"].isHeld)
    chip["button"].refuseGet(0)
    #expect(await reason(of: line) == nil)
  }

  @Test func cancellingEndsTheWaitAtOnce() async throws {
    let chip = try FakeChip(lines: ["button"])
    let line = line(chip)
    _ = try await line.look(within: .zero)
    let look = Task { try await line.look(within: .seconds(600)) }
    try await Task.sleep(for: .milliseconds(20))
    look.cancel()
    await #expect(throws: CancellationError.self) { try await look.value }
    // What was cancelled can be used again, and waits again.
    let began = ContinuousClock.now
    _ = try await line.look(within: .milliseconds(30))
    _ = try await line.look(within: .milliseconds(30))
    #expect(ContinuousClock.now - began >= .milliseconds(30))
    try await line.close()
    #expect(!chip["button"].isHeld)
  }
}
