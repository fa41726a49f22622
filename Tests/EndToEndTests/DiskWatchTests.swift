import CareModel
import Testing

@testable import GatewayRuntime

/// When a card counts as filling.
@Suite struct DiskWatchTests {
  @Test(arguments: [(199, true), (200, false), (1000, false)])
  func itFillsBelowWhatIsAskedFor(_ free: Int64, _ isFilling: Bool) {
    let watch = DiskWatch(path: "/", leastFree: 200, free: { _ in free })
    #expect(watch.isFilling == isFilling)
  }

  @Test func whatCannotBeToldIsNoNews() {
    #expect(DiskWatch(path: "/", leastFree: 200, free: { _ in nil }).isFilling == nil)
    #expect(DiskWatch(path: "/no/such/folder/file", leastFree: 1).isFilling == nil)
  }

  @Test func aFileThatIsNotThereYetStandsForItsFolder() {
    #expect(DiskWatch(path: "/tmp/not-there-yet.sqlite", leastFree: 0).isFilling == false)
    #expect(DiskWatch(path: "/tmp/not-there-yet.sqlite", leastFree: .max).isFilling == true)
  }
}
