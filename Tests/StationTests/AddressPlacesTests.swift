import Testing

@testable import Station

/// One address does not keep all others out.
@Suite struct AddressPlacesTests {
  @Test func anAddressHasAQuarterOfThePlaces() {
    let places = AddressPlaces(connectionsAtMost: 40)
    #expect(Self.taken(places, by: "192.0.2.7") == 10)
    #expect(places.take("192.0.2.8"))
    places.give("192.0.2.7")
    #expect(Self.taken(places, by: "192.0.2.7") == 1)
  }

  /// A page's stream is one of them: what a nurse does there must find a place beside it.
  @Test(arguments: [(2, 2), (4, 4), (7, 7), (8, 8), (11, 8), (32, 8), (36, 9), (128, 32)])
  func inASmallWardItHasEnoughForAPage(_ atMost: Int, _ expected: Int) {
    #expect(Self.taken(AddressPlaces(connectionsAtMost: atMost), by: "192.0.2.7") == expected)
  }

  @Test func whoHasNoneGivesNothingBack() {
    let places = AddressPlaces(connectionsAtMost: 1)
    places.give("192.0.2.7")
    #expect(Self.taken(places, by: "192.0.2.7") == 1)
  }

  /// How many the address gets until it is refused.
  private static func taken(_ places: AddressPlaces, by address: String) -> Int {
    (0..<1000).first { _ in !places.take(address) } ?? 1000
  }
}
