import AlarmSignals
import CareModel
import Testing

@testable import Configuration

/// The section `gpio` gives the values that it says.
@Suite struct GpioReadingTests {
  private func read(_ text: String) throws -> GatewayConfiguration {
    try ConfigurationLoader.parse(text: SmallFile.text([13: text]), file: "kmcd.yaml")
  }

  @Test func noSectionTouchesNoLine() throws {
    let without = try ConfigurationLoader.parse(text: SmallFile.text([:]), file: "f")
    #expect(without.gpio == nil)
    let empty = try read("gpio:")
    #expect(empty.gpio == GpioConfiguration())
  }

  @Test func whatIsNotSaidHasItsDefault() throws {
    let gpio = try read(
      """
      gpio:
        chip: board
        outputs:
          - {name: call, kind: nurse-call, line: relay-1}
          - {name: alive, kind: gateway-failed, line: relay-2}
          - {name: red, kind: lamp, line: lamp-1}
          - {name: noise, kind: buzzer, line: buzzer-1}
        buttons: [{name: button-1, line: button}]
        buckles: [{device: buckle-1, line: buckle}]
      """
    ).gpio
    func line(_ name: String) -> GpioLineConfiguration {
      GpioLineConfiguration(chip: "board", name: name)
    }
    var expected = GpioConfiguration(
      outputs: [
        GpioOutputConfiguration(
          name: "call", line: line("relay-1"),
          rule: OutputRule(kind: .nurseCall, leastPriority: .medium)),
        GpioOutputConfiguration(
          name: "alive", line: line("relay-2"),
          rule: OutputRule(kind: .gatewayFailed, leastPriority: .medium)),
        GpioOutputConfiguration(
          name: "red", line: line("lamp-1"), rule: OutputRule(kind: .lamp, leastPriority: .low)),
        GpioOutputConfiguration(
          name: "noise", line: line("buzzer-1"),
          rule: OutputRule(kind: .buzzer, leastPriority: .medium)),
      ],
      buttons: [GpioButtonConfiguration(name: "button-1", line: line("button"))])
    expected.buckles = [GpioBuckleConfiguration(device: "buckle-1", line: line("buckle"))]
    #expect(gpio == expected)
  }

  @Test func valuesAreThoseOfTheFile() throws {
    let configuration = try read(
      """
      gpio:
        answer_within_s: 0.5
        check_period_s: 1.5
        retry_first_s: 0.1
        retry_at_most_s: 7
        outputs:
          - {name: call, kind: nurse-call, chip: a, line: r, active_low: on, bed: K-001,
             least_priority: low, call_until: resolved}
          - {name: alive, kind: gateway-failed, chip: a, line: p, pulse_s: 0.25}
          - {name: yellow, kind: lamp, chip: b, line: r, least_priority: medium,
             most_priority: medium}
        buttons: [{name: button-1, chip: a, line: b, bias: pull-up, bed: K-001, debounce_ms: 20,
                   long_press_s: 3}]
        buckles: [{device: buckle-1, chip: a, line: s, bias: pull-down, active_low: on,
                   debounce_ms: 300, report_period_s: 5}]
        signals: {high_pulse_ms: 80, high_spacing_ms: 60, high_middle_ms: 400, high_pause_s: 3,
                  medium_pulse_ms: 130, medium_spacing_ms: 140, medium_pause_s: 4,
                  low_pulse_ms: 150, low_spacing_ms: 160, low_pause_s: 20, high_flash_hz: 2.5,
                  medium_flash_hz: 0.5, flash_lit_share: 0.3}
      """)
    let gpio = try #require(configuration.gpio)
    #expect(gpio.answerWithin == .seconds(0.5))
    #expect(gpio.checkPeriod == .seconds(1.5))
    #expect(gpio.retryFirst == .seconds(0.1))
    #expect(gpio.retryAtMost == .seconds(7))
    #expect(
      gpio.outputs[0].rule
        == OutputRule(
          kind: .nurseCall, bed: "K-001", leastPriority: .low, callUntil: .resolved))
    #expect(gpio.outputs[0].line == GpioLineConfiguration(chip: "a", name: "r", isActiveLow: true))
    #expect(gpio.outputs[1].pulse == .seconds(0.25))
    #expect(
      gpio.outputs[2].rule
        == OutputRule(kind: .lamp, leastPriority: .medium, mostPriority: .medium))
    var button = GpioButtonConfiguration(
      name: "button-1", line: GpioLineConfiguration(chip: "a", name: "b", bias: .pullUp),
      bed: "K-001")
    button.debounce = .seconds(0.02)
    button.longPress = .seconds(3)
    #expect(gpio.buttons == [button])
    var buckle = GpioBuckleConfiguration(
      device: "buckle-1",
      line: GpioLineConfiguration(chip: "a", name: "s", isActiveLow: true, bias: .pullDown))
    buckle.debounce = .seconds(0.3)
    buckle.reportPeriod = .seconds(5)
    #expect(gpio.buckles == [buckle])
    var signals = SignalTiming()
    signals.highPulse = .seconds(0.08)
    signals.highSpacing = .seconds(0.06)
    signals.highMiddle = .seconds(0.4)
    signals.highPause = .seconds(3)
    signals.mediumPulse = .seconds(0.13)
    signals.mediumSpacing = .seconds(0.14)
    signals.mediumPause = .seconds(4)
    signals.lowPulse = .seconds(0.15)
    signals.lowSpacing = .seconds(0.16)
    signals.lowPause = .seconds(20)
    signals.highFlashHertz = 2.5
    signals.mediumFlashHertz = 0.5
    signals.flashLitShare = 0.3
    #expect(gpio.signals == signals)
    #expect(configuration.devicesByName["buckle-1"] == .binder)
    #expect(configuration.devicesByName["probe-1"] == .skinProbe)
  }
}
