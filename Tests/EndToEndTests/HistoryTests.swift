import Testing

/// What a board has stored while nobody heard it.
@Suite(.timeLimit(.minutes(2))) struct HistoryTests {
  @Test func aGapIsFilledAndTheBoardMayForget() async throws {
    try await Bedside.with(historyCapacity: 500) { bedside in
      _ = try await bedside.start()
      let stream = try await bedside.watchEvents()
      let before = try await bedside.status("counting") {
        ($0.beds.first?.contactSeconds ?? 0) >= 3
      }
      bedside.binder.unplug()
      _ = try await bedside.status("unobserved") { $0.beds.first?.state == "unobserved" }
      try await Task.sleep(for: .seconds(20))
      let keptWhileOut = bedside.binder.recordsKept
      #expect(keptWhileOut >= 4)
      try bedside.binder.plug()
      _ = try await bedside.status("counting on") { $0.beds.first?.state == "contact" }
      // That nothing is erased before a commit holds it is the core's test: here a transition may
      // commit at any moment. An alarm is saved at once; without one it may take half a minute.
      bedside.change { $0.roomCentidegrees = 1900 }
      let mayForget = await eventually { bedside.binder.recordsKept < keptWhileOut }
      #expect(mayForget, "still \(bedside.binder.recordsKept) records on the board")

      // Whoever leaves has everything booked at once.
      try await bedside.tell("release", "K-001")
      let isToldWhole = await eventually { stream.events.contains { $0.string("event") == "day" } }
      try #require(isToldWhole)
      let contact = stream.events.filter { $0.string("event") == "contact" }
      let total = contact.reduce(0) { $0 + ($1.number("to") ?? 0) - ($1.number("from") ?? 0) }
      #expect(
        total >= (before.beds.first?.contactSeconds ?? .infinity) + 15, "\(contact.map(\.text))")
      let ends = contact.sorted { ($0.number("from") ?? 0) < ($1.number("from") ?? 0) }
      for (earlier, later) in zip(ends, ends.dropFirst()) {
        #expect((earlier.number("to") ?? .infinity) <= (later.number("from") ?? 0))
      }
      let day = try #require(stream.events.last { $0.string("event") == "day" })
      #expect((day.number("contact_s") ?? 0) >= 20, "\(day.text)")
    }
  }
}
