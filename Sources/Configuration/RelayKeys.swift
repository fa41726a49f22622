import CareModel

/// The keys of `uplink` that are about stations; their defaults are those of `RelayConfiguration`.
enum RelayKeys {
  private static let defaults = RelayConfiguration()

  static let stations = FileKey<Bool>(
    .uplink, "stations",
    "Whether the ward is published for stations (`kmcd station`), and their answers are heard",
    .byDefault(defaults.isOn), .onOff,
    source: "local choice: a ward without a station must not be alarmed for the want of one")
  static let confirms = FileKey<Bool>(
    .uplink, "station_confirms",
    "Whether it is an alarm that no station confirms an alarm; only for `stations: on`",
    .byDefault(defaults.expectsConfirmation), .onOff)
  static let againAfter = FileKey<TimeLength>(
    .uplink, "station_again_s", "After how long without a confirmation the ward is sent again",
    unit: "s", .byDefault(defaults.againAfter), .seconds(1...60),
    source: "local choice: an unconfirmed delivery is tried again every 5 s")
  static let silentAfter = FileKey<TimeLength>(
    .uplink, "station_silent_s",
    "After how long without a confirmation the bedside escalates", unit: "s",
    .byDefault(defaults.silentAfter), .seconds(5...600),
    source: "local choice: half a minute without anybody who has seen an alarm is the most")
  static let heartbeat = FileKey<TimeLength>(
    .uplink, "station_heartbeat_s", "How often the ward is published when nothing changes",
    unit: "s", .byDefault(defaults.heartbeat), .seconds(0.5...2),
    source: "local choice: a station calls a hub silent after 5 s")
  static let acts = FileKey<Bool>(
    .uplink, "station_acts",
    "Whether people at a station may acknowledge, pause, put on standby and test",
    .byDefault(defaults.takesActs), .onOff)
  static let actWithin = FileKey<TimeLength>(
    .uplink, "station_act_within_s",
    "How old may be what somebody at a station saw when he acted", unit: "s",
    .byDefault(defaults.actWithin), .seconds(2...120),
    source: "local choice: an answer that was held up must not meet another alarm")
  static let actsPerMinute = FileKey<Int>(
    .uplink, "station_acts_per_min", "How often all stations together may act",
    unit: "acts/min", .byDefault(defaults.actsPerMinute), .integer(1...10_000, unit: "acts/min"))

  static let all: [KeyDescription] = [
    stations.description, confirms.description, againAfter.description, silentAfter.description,
    heartbeat.description, acts.description, actWithin.description, actsPerMinute.description,
  ]
}
