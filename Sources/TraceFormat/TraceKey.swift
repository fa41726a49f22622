/// The keys of a trace line that this version knows; raw values are frozen names.
enum TraceKey: String, CaseIterable {
  case t, at, device, clasp, contact
  case force = "force_n"
  case tilt = "tilt_deg"
  case motion = "motion_mg"
  case inner = "inner_c"
  case outer = "outer_c"
  case temperature = "temp_c"
  case humidity = "rh_pct"
  case battery = "battery_mv"
  case link, clock, quality, boot
  case acknowledge = "ack"
  case pause, by, infant, room, assign, release
  case axillary = "axillary_c"
  case port, open
  case storeFailing = "store_failing"
  case uplinkBehind = "uplink_behind"
  case configurationRefused = "configuration_refused"
  case standby
  case lasting = "for_s"
  case alarmTest = "alarm_test"
  case output, failing
  case diskFilling = "disk_filling"
  case stationUnreachable = "station_unreachable"

  private static let names: [(bytes: [UInt8], key: TraceKey)] = allCases.map {
    (Array($0.rawValue.utf8), $0)
  }

  /// The key whose name stands in `range` of the scanned line.
  init?(_ scanner: JSONScanner, _ range: Range<Int>) {
    for (bytes, key) in Self.names where bytes.count == range.count {
      var matches = true
      for index in bytes.indices where scanner.byte(range.lowerBound + index) != bytes[index] {
        matches = false
        break
      }
      if matches {
        self = key
        return
      }
    }
    return nil
  }
}
