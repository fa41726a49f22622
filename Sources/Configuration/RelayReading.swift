import CareModel

extension ConfigurationReader {
  /// The keys of the section `uplink` that are about stations.
  mutating func readRelay(_ map: MappingReader) -> RelayConfiguration {
    var relay = RelayConfiguration()
    set(\.isOn, &relay, map, RelayKeys.stations)
    set(\.expectsConfirmation, &relay, map, RelayKeys.confirms)
    set(\.againAfter, &relay, map, RelayKeys.againAfter)
    set(\.silentAfter, &relay, map, RelayKeys.silentAfter)
    set(\.heartbeat, &relay, map, RelayKeys.heartbeat)
    set(\.takesActs, &relay, map, RelayKeys.acts)
    set(\.actWithin, &relay, map, RelayKeys.actWithin)
    set(\.actsPerMinute, &relay, map, RelayKeys.actsPerMinute)
    if relay.againAfter >= relay.silentAfter {
      problems.error(
        map.lastPosition(of: "station_again_s", "station_silent_s"),
        "`station_again_s` must be less than `station_silent_s`")
    }
    return relay
  }
}
