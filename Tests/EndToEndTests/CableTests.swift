import Testing

/// Cables that are pulled out and put back.
@Suite(.timeLimit(.minutes(2))) struct CableTests {
  @Test func oneCableOutStopsNothingElse() async throws {
    try await Bedside.with { bedside in
      let daemon = try await bedside.start()
      let before = try await bedside.status("counting") {
        ($0.beds.first?.contactSeconds ?? 0) >= 2
      }
      bedside.binder.unplug()
      let out = try await bedside.status("told of the port") {
        $0.alarm("port-lost")?.subject == "binder" && $0.beds.first?.state == "unobserved"
      }
      #expect(out.beds.first?.reason == "binder-1 out of reach")
      #expect(out.beds.first?.skinCelsius != nil)
      let others = try await bedside.status("hearing the others") { status in
        ["probe", "room"].allSatisfy { name in
          (status.port(name)?.frames ?? 0) >= (out.port(name)?.frames ?? .max) + 4
        }
      }
      #expect(others.port("binder")?.frames == out.port("binder")?.frames)

      try bedside.binder.plug()
      let back = try await bedside.status("counting on") {
        $0.beds.first?.state == "contact" && $0.alarm("port-lost") == nil
          && ($0.beds.first?.contactSeconds ?? 0)
            >= (before.beds.first?.contactSeconds ?? .infinity) + 2
      }
      #expect(
        (back.beds.first?.unobservedSeconds ?? 0)
          > (before.beds.first?.unobservedSeconds ?? .infinity))
      #expect(daemon.errors.components(separatedBy: "ALARM").count == 2, "\(daemon.errors)")
    }
  }

  @Test func aPortThatIsNotThereAtTheStartIsFoundLater() async throws {
    try await Bedside.with { bedside in
      bedside.probe.unplug()
      _ = try await bedside.start()
      let without = try await bedside.status("counting without the probe") {
        $0.beds.first?.state == "contact" && $0.alarm("port-lost") != nil
      }
      #expect(without.beds.first?.skinCelsius == nil)
      try bedside.probe.plug()
      let with = try await bedside.status("hearing the probe") {
        $0.beds.first?.skinCelsius != nil && $0.alarm("port-lost") == nil
      }
      #expect(with.alarms.isEmpty)
    }
  }

  @Test func aCableThatComesAndGoesDoesNoHarm() async throws {
    try await Bedside.with { bedside in
      let daemon = try await bedside.start()
      for _ in 1...6 {
        bedside.binder.unplug()
        try await Task.sleep(for: .milliseconds(120))
        try bedside.binder.plug()
        try await Task.sleep(for: .milliseconds(180))
      }
      // A cable that comes and goes is one alarm, which outlasts the last time for a while.
      let status = try await bedside.status("counting on") {
        $0.beds.first?.state == "contact" && ($0.beds.first?.contactSeconds ?? 0) >= 1
      }
      #expect(status.alarms.allSatisfy { $0.condition == "port-lost" }, "\(status.alarms)")
      #expect(status.alarms.count <= 1)
      #expect(daemon.isRunning)
    }
  }
}
