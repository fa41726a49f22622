import AlarmOutputs
import CareModel
import Configuration
import GPIO
import TestSupport
import Testing

/// A button on a bus that hangs does not die in silence.
@Suite struct HungInputTests {
  @Test func aLookThatHangsIsToldOnceAndTakenUpAgain() async throws {
    let chip = try FakeChip(lines: ["button"])
    var button = GpioButtonConfiguration(
      name: "button-1", line: GpioLineConfiguration(chip: "board", name: "button"), bed: "1")
    button.debounce = .seconds(0.02)
    button.longPress = .seconds(0.3)
    var configuration = GpioConfiguration(buttons: [button])
    configuration.answerWithin = .seconds(0.2)
    configuration.checkPeriod = .seconds(0.05)
    configuration.retryFirst = .seconds(0.01)
    configuration.retryAtMost = .seconds(0.05)
    let told = Locked<[String?]>([])
    let pressed = Locked(0)
    let service = GpioService(configuration, chips: ChipFolder(path: chip.folder))
    let running = Task {
      await service.run { news in
        if case .input(let line) = news { told.change { $0.append(line.failure) } }
        if case .button = news { pressed.change { $0 += 1 } }
      }
    }
    #expect(await eventually { chip["button"].isHeld })
    chip["button"].hangGet(true)
    #expect(await eventually { told.value.count == 1 })
    #expect(told.value.first??.contains("no answer in 0.2 s") == true, "\(told.value)")
    try await Task.sleep(for: .milliseconds(500))
    #expect(told.value.count == 1)
    chip["button"].hangGet(false)
    #expect(await eventually { told.value.count == 2 && told.value[1] == nil })
    // It is read again; what was held down meanwhile is no press, so it is seen released first.
    try await Task.sleep(for: .milliseconds(200))
    chip["button"].drive(true)
    #expect(await eventually { pressed.value == 1 })
    let begin = ContinuousClock.now
    running.cancel()
    await running.value
    #expect(ContinuousClock.now - begin < .seconds(2))
  }
}
