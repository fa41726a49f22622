import Foundation
import Testing

/// Asking the running daemon for hours.
@Suite(.timeLimit(.minutes(2))) struct HoursTests {
  @Test func hoursAreAnsweredAsAnInterval() async throws {
    try await Bedside.with { bedside in
      _ = try await bedside.start()
      let status = try await bedside.status("heard") { $0.t >= 3 && !$0.clockChanges.isEmpty }
      #expect(status.clockChanges.last?.boot == status.boot)
      let now = try await bedside.hours("K-001")
      #expect(now.code == 0)
      let answer = try #require(now.answer)
      #expect(answer.string("goal") == "more than 8 h of contact in 24 h")
      #expect(answer.string("goal_reached") == "cannot-be-said")
      #expect(answer.number("window_s") == 86_400)
      let parts = ["contact_s", "no_contact_s", "unobserved_s", "not_covered_s"]
      let sum = parts.compactMap { answer.number($0) }.reduce(0, +)
      #expect(abs(sum - 86_400) < 0.01)
      let short = try await bedside.hours("K-001", "--window-h", "1")
      #expect(short.answer?.string("goal_reached") == "no")
      let past = try await bedside.hours("K-001", "--ending", "2020-01-01T00:00:00Z")
      #expect(past.answer?.number("not_covered_s") == 86_400)
      #expect(try await bedside.hours("K-777").code != 0)
      #expect(try await bedside.hours("K-001", "--ending", "noon").code == 64)
    }
  }
}
