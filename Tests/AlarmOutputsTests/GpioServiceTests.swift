import AlarmOutputs
import AlarmSignals
import CareModel
import Configuration
import GPIO
import TestSupport
import Testing

/// The whole of it over a simulated libgpiod, from an annunciation to the level of a line.
@Suite struct GpioServiceTests {
  private struct Bed {
    let chip: FakeChip
    let configuration: GpioConfiguration

    static let lines = ["call", "failed", "pulse", "lamp", "buzzer", "button", "buckle"]

    init() throws {
      chip = try FakeChip(lines: Self.lines)
      func line(_ name: String) -> GpioLineConfiguration {
        GpioLineConfiguration(chip: "board", name: name)
      }
      func output(
        _ name: String, _ rule: OutputRule, pulse: TimeLength? = nil
      ) -> GpioOutputConfiguration {
        GpioOutputConfiguration(name: name, line: line(name), rule: rule, pulse: pulse)
      }
      var button = GpioButtonConfiguration(name: "button-1", line: line("button"), bed: "1")
      button.longPress = .seconds(0.3)
      button.debounce = .seconds(0.02)
      var buckle = GpioBuckleConfiguration(device: "buckle-1", line: line("buckle"))
      buckle.debounce = .seconds(0.02)
      buckle.reportPeriod = .seconds(0.1)
      var configuration = GpioConfiguration(
        outputs: [
          output("call", OutputRule(kind: .nurseCall, leastPriority: .medium)),
          output("failed", OutputRule(kind: .gatewayFailed)),
          output("pulse", OutputRule(kind: .gatewayFailed), pulse: .seconds(0.02)),
          output("lamp", OutputRule(kind: .lamp, bed: "1")),
          output("buzzer", OutputRule(kind: .buzzer, bed: "1", leastPriority: .medium)),
        ], buttons: [button], buckles: [buckle])
      configuration.answerWithin = .seconds(1)
      configuration.checkPeriod = .seconds(0.05)
      configuration.retryFirst = .seconds(0.01)
      configuration.retryAtMost = .seconds(0.05)
      self.configuration = configuration
    }

    var folder: ChipFolder { ChipFolder(path: chip.folder) }

    func isHigh(_ line: String) -> Bool { chip[line].isHigh }
  }

  private func withService(
    _ bed: Bed, isMoving: @escaping @Sendable () async -> Bool = { true },
    _ body: (GpioService, Locked<[GpioNews]>) async throws -> Void
  ) async rethrows {
    let news = Locked<[GpioNews]>([])
    let service = GpioService(bed.configuration, chips: bed.folder, isMoving: isMoving)
    let running = Task { await service.run { told in news.change { $0.append(told) } } }
    try await body(service, news)
    running.cancel()
    await running.value
  }

  @Test func relaysAreDrawnWhileAllIsWellAndReleasedOnAnAlarmAndOnExit() async throws {
    let bed = try Bed()
    await withService(bed) { service, news in
      service.announce(.quiet)
      #expect(await eventually { bed.isHigh("call") && bed.isHigh("failed") })
      service.announce(.alarm(.high))
      #expect(await eventually { !bed.isHigh("call") })
      #expect(bed.isHigh("failed"))
      service.announce(.quiet)
      #expect(await eventually { bed.isHigh("call") })
      #expect(!news.value.contains(where: Self.isOutput))
    }
    for line in ["call", "failed", "pulse", "lamp", "buzzer"] {
      #expect(!bed.isHigh(line), "\(line)")
    }
    for line in Bed.lines { #expect(!bed.chip[line].isHeld, "\(line)") }
  }

  @Test func lampAndBuzzerPlayTheirPatterns() async throws {
    let bed = try Bed()
    await withService(bed) { service, _ in
      service.announce(.alarm(.high))
      #expect(await eventually { bed.isHigh("lamp") && bed.isHigh("buzzer") })
      #expect(await eventually { !bed.isHigh("buzzer") })
      #expect(await eventually { bed.isHigh("buzzer") })
      #expect(await eventually { !bed.isHigh("lamp") })
      #expect(await eventually { bed.isHigh("lamp") })
      var acknowledged = Annunciation.alarm(.high)
      acknowledged.beds["1"]?.sounding = nil
      service.announce(acknowledged)
      let was = bed.chip["lamp"].timesSet
      #expect(await eventually { bed.chip["lamp"].timesSet > was + 20 && !bed.isHigh("buzzer") })
      service.announce(.quiet)
      #expect(await eventually { !bed.isHigh("lamp") && !bed.isHigh("buzzer") })
    }
  }

  @Test func aGatewayThatStandsStillReleasesItsRelay() async throws {
    let bed = try Bed()
    let moves = Locked(true)
    let isMoving: @Sendable () async -> Bool = { moves.value }
    await withService(bed, isMoving: isMoving) { service, news in
      service.announce(.quiet)
      #expect(await eventually { bed.isHigh("failed") && bed.isHigh("pulse") })
      #expect(await eventually { !bed.isHigh("pulse") })
      #expect(await eventually { bed.isHigh("pulse") })
      moves.set(false)
      #expect(await eventually { !bed.isHigh("failed") })
      let pulses = bed.chip["pulse"].timesSet
      #expect(await eventually { bed.chip["pulse"].timesSet > pulses + 10 })
      #expect(!bed.isHigh("pulse"))
      #expect(bed.isHigh("call"))
      moves.set(true)
      #expect(await eventually { bed.isHigh("failed") && bed.isHigh("pulse") })
      #expect(!news.value.contains(where: Self.isOutput))
    }
  }

  @Test func aGatewayThatDoesNotAnswerReleasesItsRelay() async throws {
    let bed = try Bed()
    let hangs = Locked(false)
    let isMoving: @Sendable () async -> Bool = {
      await eventually(within: .seconds(30)) { !hangs.value }
    }
    await withService(bed, isMoving: isMoving) { service, _ in
      service.announce(.quiet)
      #expect(await eventually { bed.isHigh("failed") })
      hangs.set(true)
      #expect(await eventually { !bed.isHigh("failed") })
      hangs.set(false)
      #expect(await eventually { bed.isHigh("failed") })
    }
  }

  @Test func aChipThatVanishesIsToldOncePerLineAndTakenUpAgain() async throws {
    let bed = try Bed()
    try await withService(bed) { service, news in
      service.announce(.quiet)
      #expect(await eventually { bed.isHigh("call") && bed.chip["buckle"].isHeld })
      bed.chip.takeAway()
      #expect(await eventually { Self.failing(news.value).count == 7 })
      try await Task.sleep(for: .milliseconds(300))
      #expect(Self.failing(news.value).count == 7)
      service.announce(.alarm(.high))
      bed.chip.bringBack()
      #expect(await eventually { Self.working(news.value) == Self.failing(news.value) })
      #expect(await eventually { bed.isHigh("failed") && bed.isHigh("lamp") })
      #expect(!bed.isHigh("call"))
      service.announce(.quiet)
      #expect(await eventually { bed.isHigh("call") })
    }
  }

  @Test func aBusyRelayFailsAndTheOthersWork() async throws {
    let bed = try Bed()
    bed.chip["call"].hold(by: "gpioset")
    await withService(bed) { service, news in
      service.announce(.quiet)
      #expect(await eventually { bed.isHigh("failed") })
      #expect(await eventually { Self.failing(news.value) == ["call"] })
      guard case .output(let told)? = news.value.first(where: Self.isOutput) else { return }
      #expect(told.failure?.contains("`gpioset` holds it") == true)
      bed.chip["call"].hold(by: nil)
      #expect(await eventually { bed.isHigh("call") })
      #expect(await eventually { Self.working(news.value) == ["call"] })
    }
  }

  @Test func aHungLineDelaysNoOther() async throws {
    let bed = try Bed()
    await withService(bed) { service, news in
      service.announce(.quiet)
      #expect(await eventually { bed.isHigh("call") })
      bed.chip["lamp"].hangSet(true)
      service.announce(.alarm(.high))
      #expect(await eventually(within: .milliseconds(900)) { !bed.isHigh("call") })
      #expect(await eventually { Self.failing(news.value) == ["lamp"] })
      service.announce(.quiet)
      #expect(await eventually(within: .milliseconds(900)) { bed.isHigh("call") })
      bed.chip["lamp"].hangSet(false)
      #expect(await eventually { Self.working(news.value) == ["lamp"] })
    }
  }

  @Test func theEndIsBoundedWhateverHangs() async throws {
    let bed = try Bed()
    let ended = Locked<ContinuousClock.Instant?>(nil)
    await withService(bed) { service, _ in
      service.announce(.quiet)
      #expect(await eventually { bed.isHigh("call") && bed.isHigh("lamp") == false })
      bed.chip["call"].hangSet(true)
      bed.chip["buckle"].hangGet(true)
      service.announce(.alarm(.high))
      #expect(await eventually { bed.isHigh("lamp") })
      ended.set(.now)
    }
    let took = ContinuousClock.now - (ended.value ?? .now)
    #expect(took < .seconds(10), "\(took)")
    #expect(!bed.isHigh("lamp") && !bed.isHigh("failed") && !bed.chip["lamp"].isHeld)
    #expect(bed.isHigh("call"))
    bed.chip["call"].hangSet(false)
    bed.chip["buckle"].hangGet(false)
    // It was asked to be released, and is when the chip is back.
    #expect(await eventually { !bed.isHigh("call") && !bed.chip["call"].isHeld })
  }

  @Test func aButtonWithBouncePausesAndAcknowledges() async throws {
    let bed = try Bed()
    try await withService(bed) { _, news in
      #expect(await eventually { bed.chip["button"].isHeld })
      try await Task.sleep(for: .milliseconds(60))
      for level in [true, false, true, false, true] { bed.chip["button"].drive(level) }
      try await Task.sleep(for: .milliseconds(100))
      for level in [false, true, false] { bed.chip["button"].drive(level) }
      #expect(await eventually { Self.presses(news.value) == [.pause] })
      bed.chip["button"].drive(true)
      #expect(await eventually { Self.presses(news.value) == [.pause, .acknowledge] })
      bed.chip["button"].drive(false)
      try await Task.sleep(for: .milliseconds(100))
      #expect(Self.presses(news.value) == [.pause, .acknowledge])
      #expect(news.value.contains(.button(bed: "1", action: .pause, by: "button-1")))
    }
  }

  @Test func aBuckleIsToldWhenItChangesAndEachPeriod() async throws {
    let bed = try Bed()
    bed.chip["buckle"].drive(true)
    await withService(bed) { _, news in
      #expect(await eventually { Self.clasps(news.value).count >= 3 })
      #expect(Self.clasps(news.value).allSatisfy { $0 })
      bed.chip["buckle"].drive(false)
      #expect(await eventually { Self.clasps(news.value).last == false })
      bed.chip.takeAway()
      #expect(await eventually { Self.failing(news.value).contains("buckle-1") })
      let count = Self.clasps(news.value).count
      #expect(
        !(await eventually(within: .milliseconds(300)) {
          Self.clasps(news.value).count > count
        }))
      bed.chip.bringBack()
      #expect(await eventually { Self.clasps(news.value).count > count })
    }
  }

  @Test func afterADeathEveryLineIsReleasedButThoseThatAreHeld() async throws {
    let bed = try Bed()
    for name in ["call", "failed", "lamp"] { bed.chip[name].drive(true) }
    bed.chip["lamp"].hold(by: "kmcd")
    let failures = await SafeLines.releaseAll(bed.configuration, chips: bed.folder)
    #expect(failures.map(\.name) == ["lamp"])
    #expect(failures.first?.failure?.contains("`kmcd` holds it") == true)
    #expect(!bed.isHigh("call") && !bed.isHigh("failed") && bed.isHigh("lamp"))
    for name in ["call", "failed"] {
      #expect(bed.chip[name].isOutput && !bed.chip[name].isHeld)
    }
  }

  private static func isOutput(_ news: GpioNews) -> Bool {
    if case .output = news { true } else { false }
  }

  private static func failing(_ news: [GpioNews]) -> [String] { lines(news) { $0 != nil } }
  private static func working(_ news: [GpioNews]) -> [String] { lines(news) { $0 == nil } }

  private static func lines(_ news: [GpioNews], _ isWanted: (String?) -> Bool) -> [String] {
    news.compactMap { each in
      switch each {
      case .output(let line), .input(let line): isWanted(line.failure) ? line.name : nil
      case .button, .sample: nil
      }
    }.sorted()
  }

  private static func presses(_ news: [GpioNews]) -> [ButtonAction] {
    news.compactMap { if case .button(_, let action, _) = $0 { action } else { nil } }
  }

  private static func clasps(_ news: [GpioNews]) -> [Bool] {
    news.compactMap { if case .sample(let sample) = $0 { sample.reading.clasp.value } else { nil } }
  }
}
