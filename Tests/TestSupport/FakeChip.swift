import FakeGpiod

/// A simulated chip in a folder of its own, for one test.
package final class FakeChip: Sendable {
  package let label: String
  private let scratch: Scratch
  private let number: CInt
  private let lines: [String: CInt]

  package init(label: String = "board", lines: [String]) throws {
    self.label = label
    scratch = try Scratch()
    number = fake_add_chip(try scratch.write("gpiochip0", ""), label)
    var numbers: [String: CInt] = [:]
    for line in lines { numbers[line] = fake_add_line(number, line) }
    self.lines = numbers
  }

  /// In place of /dev.
  package var folder: String { scratch.path }

  package subscript(_ line: String) -> FakeLine { FakeLine(chip: number, line: lines[line]!) }

  package func takeAway() { fake_take_chip_away(number) }
  package func bringBack() { fake_bring_chip_back(number) }
  package func refuse(_ errno: CInt) { fake_refuse_chip(number, errno) }
}

/// One line of it, from outside.
package struct FakeLine: Sendable {
  var chip: CInt
  var line: CInt

  package var isHigh: Bool { fake_is_high(chip, line) }
  package var isHeld: Bool { fake_is_held(chip, line) }
  package var isOutput: Bool { fake_is_output(chip, line) }
  package var timesSet: Int { Int(fake_times_set(chip, line)) }
  package func drive(_ isHigh: Bool) { fake_drive(chip, line, isHigh) }
  package func driveUnseen(_ isHigh: Bool) { fake_drive_unseen(chip, line, isHigh) }
  package func hold(by holder: String?) { fake_hold(chip, line, holder) }
  package func refuseRequest(_ errno: CInt) { fake_refuse_request(chip, line, errno) }
  package func refuseSet(_ errno: CInt) { fake_refuse_set(chip, line, errno) }
  package func refuseGet(_ errno: CInt) { fake_refuse_get(chip, line, errno) }
  package func hangGet(_ hangs: Bool) { fake_hang_get(chip, line, hangs) }
  package func hangSet(_ hangs: Bool) { fake_hang_set(chip, line, hangs) }
}
