import Testing

@testable import Station

/// One address does not keep all others out.
@Suite struct AddressPlacesTests {
  @Test func anAddressHasAQuarterOfThePlaces() {
    let places = AddressPlaces(connectionsAtMost: 8)
    #expect(places.take("192.0.2.7") && places.take("192.0.2.7"))
    #expect(!places.take("192.0.2.7"))
    #expect(places.take("192.0.2.8"))
    places.give("192.0.2.7")
    #expect(places.take("192.0.2.7"))
    #expect(!places.take("192.0.2.7"))
  }

  @Test func whoHasNoneGivesNothingBack() {
    let places = AddressPlaces(connectionsAtMost: 1)
    places.give("192.0.2.7")
    #expect(places.take("192.0.2.7"))
    #expect(!places.take("192.0.2.7"))
  }
}
