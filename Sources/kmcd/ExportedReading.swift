import CareModel
import Presentation

/// One sample of the store as a row of the table of readings.
struct ExportedReading {
  let sample: Sample
  let arrival: Instant
  let boot: BootIdentifier
  let clock: ExportClock

  var row: [ExportCell] {
    let reading = sample.reading
    return [
      utc(arrival), .plain(clock.quality(of: boot).rawValue),
      ExportCell(arrival.seconds, decimals: 3), .text(sample.device.name),
      sample.measuredAt.map(utc) ?? .empty, ExportCell(reading.clasp.value),
      cell(reading.contact, decimals: 4), cell(reading.force, decimals: 2),
      cell(reading.tilt, decimals: 1), cell(reading.motion, decimals: 1),
      cell(reading.inner, decimals: 2), cell(reading.outer, decimals: 2),
      cell(reading.temperature, decimals: 2), cell(reading.humidity, decimals: 2),
      cell(reading.battery, decimals: 0), .plain(faults), .text(boot.name),
    ]
  }

  private func utc(_ instant: Instant) -> ExportCell {
    clock.wall(at: instant, in: boot).map { .plain($0.iso8601) } ?? .empty
  }

  private func cell(_ observed: Observed<some Quantity>, decimals: Int) -> ExportCell {
    ExportCell(observed.value?.number, decimals: decimals)
  }

  /// The names of the sensors that say, or show, that they cannot be used.
  private var faults: String {
    let reading = sample.reading
    let named: [(Bool, String)] = [
      (Self.isFaulty(reading.clasp), "clasp"), (Self.isFaulty(reading.contact), "contact"),
      (Self.isFaulty(reading.force), "force"), (Self.isFaulty(reading.tilt), "tilt"),
      (Self.isFaulty(reading.motion), "motion"), (Self.isFaulty(reading.inner), "inner"),
      (Self.isFaulty(reading.outer), "outer"), (Self.isFaulty(reading.temperature), "temp"),
      (Self.isFaulty(reading.humidity), "rh"), (Self.isFaulty(reading.battery), "battery"),
    ]
    return named.filter(\.0).map(\.1).joined(separator: " ")
  }

  private static func isFaulty(_ observed: Observed<some Any>) -> Bool {
    if case .invalid = observed { true } else { false }
  }
}
