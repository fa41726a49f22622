import Testing

@testable import GatewayRuntime

@Suite("Work that is asked to end", .timeLimit(.minutes(1)))
struct BoundedEndTests {
  /// Never comes back, whatever it is asked, as a thread in the kernel does.
  private static func hang() async {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      Task.detached {
        do { try await Task.sleep(for: .seconds(20)) } catch {}
        continuation.resume()
      }
    }
  }

  @Test func whatEndsIsWaitedFor() async {
    let work = BoundedEnd {
      do { try await Task.sleep(for: .milliseconds(50)) } catch {}
    }
    await work.wait()
    #expect(await work.hasEnded(within: .zero) == true)
  }

  @Test func whatHangsIsGivenUpAfterTheCancellation() async {
    let clock = ContinuousClock()
    let waiting = Task { await BoundedEnd { await Self.hang() }.wait() }
    do { try await Task.sleep(for: .milliseconds(100)) } catch {}
    let asked = clock.now
    waiting.cancel()
    await waiting.value
    #expect(clock.now - asked < .seconds(15))
  }

  @Test func cancellationReachesTheWork() async {
    let work = Task {
      await BoundedEnd {
        do { try await Task.sleep(for: .seconds(3600)) } catch {}
      }.wait()
    }
    work.cancel()
    await work.value
  }

  @Test func whatHangsHasNotEnded() async {
    let work = BoundedEnd { await Self.hang() }
    #expect(await work.hasEnded(within: .milliseconds(50)) == false)
  }
}
