@testable import Configuration

/// A small valid file whose lines the tests replace, and the problems that come of it.
enum SmallFile {
  static let lines = [
    "version: 1",
    "site: {site: s1, ward: w1, hub: h1}",
    "time: {zone: Asia/Shanghai}",
    "ports:",
    "  - name: bed-1",
    "    path: /dev/serial/by-id/usb-1",
    "devices:",
    "  - {name: binder-1, kind: binder, serial: 1}",
    "  - {name: probe-1, kind: skin-probe, serial: 2}",
    "  - {name: room-1, kind: ward-thermometer, serial: 3}",
    "dyads:",
    "  - {infant: K-001, binder: binder-1, probe: probe-1, room: room-1}",
  ]

  /// The file with some lines, counted from 1, replaced; line 13 and on are added at its end.
  static func text(_ changes: [Int: String]) -> String {
    var lines = lines
    for (number, line) in changes.sorted(by: { $0.key < $1.key }) {
      if number <= lines.count { lines[number - 1] = line } else { lines.append(line) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Every problem as `line:column: severity: message`; warnings of a valid file, too.
  static func problems(_ text: String) -> [String] {
    let problems: [ConfigurationProblem]
    do throws(ConfigurationErrors) {
      problems = try ConfigurationLoader.parse(text: text, file: "f").warnings
    } catch {
      problems = error.problems
    }
    return problems.map { String($0.description.dropFirst(2)) }
  }
}
