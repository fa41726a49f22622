import CareModel
import Testing

@testable import Configuration

/// The keys about stations in the section `uplink`.
@Suite struct RelayReadingTests {
  private func load(_ keys: String) throws -> GatewayConfiguration {
    try ConfigurationLoader.parse(
      text: SmallFile.text([13: "uplink: {host: b, \(keys)}"]), file: "kmcd.yaml")
  }

  @Test func withoutAWordThereIsNoStation() throws {
    let relay = try #require(try load("port: 8883").uplink?.relay)
    #expect(relay == RelayConfiguration())
    #expect(!relay.isOn)
  }

  @Test func valuesAreThoseOfTheFile() throws {
    let relay = try load(
      """
      stations: on, station_confirms: off, station_again_s: 3, station_silent_s: 20,
        station_heartbeat_s: 1, station_acts: off, station_act_within_s: 30,
        station_acts_per_min: 7
      """
    ).uplink?.relay
    var expected = RelayConfiguration()
    expected.isOn = true
    expected.expectsConfirmation = false
    expected.againAfter = .seconds(3)
    expected.silentAfter = .seconds(20)
    expected.heartbeat = .seconds(1)
    expected.takesActs = false
    expected.actWithin = .seconds(30)
    expected.actsPerMinute = 7
    #expect(relay == expected)
  }

  @Test func whatIsTriedAgainIsTriedBeforeTheBedRings() throws {
    do throws(ConfigurationErrors) {
      _ = try ConfigurationLoader.parse(
        text: SmallFile.text([
          13: "uplink: {host: b, station_again_s: 30, station_silent_s: 10}"
        ]), file: "kmcd.yaml")
      Issue.record("taken")
    } catch {
      #expect(
        error.description.contains("`station_again_s` must be less than `station_silent_s`"))
    }
  }
}
