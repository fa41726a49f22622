import CareModel
import Foundation
import TestSupport
import Testing

@testable import GatewayRuntime

/// When a card counts as filling.
@Suite struct DiskWatchTests {
  @Test(arguments: [(199, true), (200, false), (1000, false)])
  func itFillsBelowWhatIsAskedFor(_ free: Int64, _ isFilling: Bool) async {
    let watch = DiskWatch(path: "/", leastFree: 200, free: { _ in free })
    #expect(await watch.isFilling() == isFilling)
  }

  @Test func whatCannotBeToldIsNoNews() async {
    #expect(await DiskWatch(path: "/", leastFree: 200, free: { _ in nil }).isFilling() == nil)
    #expect(await DiskWatch(path: "/no/such/folder/file", leastFree: 1).isFilling() == nil)
  }

  @Test func aFileThatIsNotThereYetStandsForItsFolder() async {
    #expect(await DiskWatch(path: "/tmp/not-there-yet.sqlite", leastFree: 0).isFilling() == false)
    #expect(await DiskWatch(path: "/tmp/not-there-yet.sqlite", leastFree: .max).isFilling() == true)
  }

  @Test func aCardThatHangsHoldsUpNothingElse() async {
    let count = ProcessInfo.processInfo.activeProcessorCount + 1
    let card = DispatchSemaphore(value: 0)
    let wasRescued = Locked(false)
    let hasMoved = Locked(false)
    // If the hung card held every thread of the pool, only this one would end it.
    Thread.detachNewThread {
      for _ in 0..<300 where !hasMoved.value { Thread.sleep(forTimeInterval: 0.1) }
      guard !hasMoved.value else { return }
      wasRescued.set(true)
      for _ in 0..<count { card.signal() }
    }
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<count {
        group.addTask {
          let watch = DiskWatch(
            path: "/", leastFree: 1,
            free: { _ in
              card.wait()
              return 0
            })
          #expect(await watch.isFilling() == true)
        }
      }
      group.addTask {
        do { try await Task.sleep(for: .milliseconds(200)) } catch { return }
        hasMoved.set(true)
        for _ in 0..<count { card.signal() }
      }
    }
    #expect(!wasRescued.value)
  }
}
