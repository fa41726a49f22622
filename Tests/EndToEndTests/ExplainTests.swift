import Foundation
import Testing

/// `kmcd explain` through the real program.
@Suite(.timeLimit(.minutes(1))) struct ExplainTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test("Situations in words", arguments: ExplainedSituation.all)
  func aSituationIsTold(_ situation: ExplainedSituation) async throws {
    let ending = try await explain(situation.trace, at: situation.moment)
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(ending.errors.isEmpty)
    let found = try ExplainedSituation.sentences(ending.output)
    let expected = situation.text.split(separator: "\n").map(String.init)
    #expect(found.count == expected.count, "\(ending.output)")
    for (found, expected) in zip(found, expected) {
      let differs = try ExplainedSituation.difference(found, expected)
      #expect(differs == nil, "\(found)\nis not\n\(expected)")
    }
  }

  @Test(
    "Texts are told apart",
    arguments: [
      ("contact 0.93, from 08:10.", "contact 0.99, from 08:11.", true),
      ("contact 0.63, from 08:10.", "contact 0.99, from 08:10.", false),
      ("contact 0.93, from 08:14.", "contact 0.99, from 08:10.", false),
      ("contact 0.93, from 08:10", "contact 0.99, from 08:10.", false),
      ("wrapped 0.99, from 08:10.", "contact 0.99, from 08:10.", false),
      ("open (1)", "{closed|open} (1)", true), ("ajar (1)", "{closed|open} (1)", false),
    ])
  func textsAreToldApart(_ found: String, _ expected: String, _ isSame: Bool) throws {
    #expect((try ExplainedSituation.difference(found, expected) == nil) == isSame)
  }

  /// Two infants, of whom one comes later and goes; a header without a start.
  private static let twoInfants = """
    {"trace":1,"start":null,"timezone":"UTC","dyads":[{"infant":"K-001","binder":"binder-1"}]}
    {"t":10.0,"device":"binder-1","clasp":false,"contact":0.1}
    {"t":20.0,"assign":{"infant":"K-002","binder":"binder-2"}}
    {"t":30.0,"device":"binder-1","clasp":false,"contact":0.1}
    {"t":40.0,"release":"K-002"}
    {"t":50.0,"device":"binder-1","clasp":false,"contact":0.1}

    """

  @Test func everybodyInCareIsExplained() async throws {
    let both = try await explain(Self.twoInfants, at: "30")
    #expect(both.code == 0)
    #expect(both.lines.count { $0.hasPrefix("K-001 ") } == 1, "\(both.output)")
    #expect(both.lines.count { $0.hasPrefix("K-002 ") } == 1)
    #expect(both.output.contains("no signal; nothing is known of contact (binder-2 not heard yet)"))
    #expect(both.output.contains("Booked: unobserved +0:00 to +0:00, binder-2 not heard yet."))
    let one = try await explain(Self.twoInfants, at: "30", ["--infant", "K-001"])
    #expect(both.output.hasPrefix(one.output), "\(one.output)")
    #expect(!one.output.contains("K-002"))
  }

  @Test(
    "What cannot be explained is told",
    arguments: [
      (
        ["--at", "50.5"], 65,
        "50.5 s (0:00 h) is outside the trace, which goes from 0 s to 50.0 s"
      ),
      (["--at", "2026-01-10T00:00:10Z"], 65, "does not say when it began"),
      (
        ["--at", "30", "--infant", "K-009"], 65, "no infant K-009 in the trace; it has K-001, K-002"
      ),
      (["--at", "45", "--infant", "K-002"], 65, "K-002 was not in care at 45.0 s"),
      (["--at", "noon"], 64, "'noon' is no time; give seconds such as 9000"),
      ([], 64, "--at"),
    ])
  func aQuestionOfNoUse(_ arguments: [String], _ code: Int32, _ words: String) async throws {
    let trace = try folder.write("two.ndjson", Self.twoInfants)
    let ending = try await KmcdProcess.run(["explain", trace] + arguments, in: folder)
    #expect(ending.code == code)
    #expect(ending.output.isEmpty)
    #expect(ending.errors.contains(words), "\(ending.errors)")
  }

  @Test func aTraceOfNoUseIsTold() async throws {
    let missing = folder.path("none.ndjson")
    let none = try await KmcdProcess.run(["explain", missing, "--at", "0"], in: folder)
    #expect(none.code == 66)
    let bad = try await explain("nonsense\n", at: "0")
    #expect(bad.code == 65)
    #expect(none.output.isEmpty && bad.output.isEmpty)
  }

  @Test func timesMayBeWrittenInManyWays() async throws {
    let trace = SituationTrace([.open.lasting(5), .contact.lasting(5)]).text
    let told = try await explain(trace, at: "420")
    #expect(told.code == 0 && !told.output.isEmpty)
    for moment in [
      "0:07", "00:07:00", "420.0", "2026-01-10T00:07:00Z", "2026-01-10T08:07:00+08:00",
    ] {
      #expect(try await explain(trace, at: moment).output == told.output, "\(moment)")
    }
    let file = try folder.write("trace.ndjson", trace)
    let piped = try await KmcdProcess.run(
      ["explain", "-", "--at", "420"], in: folder, input: file)
    #expect(piped.output == told.output)
  }

  /// The belief is that of the moment; only what is booked knows the rest.
  @Test func whatComesLaterChangesNoBelief() async throws {
    let whole = SituationTrace([.open.lasting(10), .contact.lasting(10), .onChair.lasting(20)]).text
    let begun = SituationTrace([.open.lasting(10), .contact.lasting(10)]).text
    let early = try await explain(begun, at: "0:19:55").output.split(separator: "\n")
    let late = try await explain(whole, at: "0:19:55").output.split(separator: "\n")
    #expect(early.count > 8)
    #expect(early.dropLast() == late.dropLast())
    #expect(late.last?.hasPrefix("Booked: ") ?? false)
  }

  @Test func aBrokenLineIsPassedOver() async throws {
    var lines = Self.twoInfants.components(separatedBy: "\n")
    lines.insert("{\"t\":25.0,\"device\"", at: 3)
    // Weeks ahead on the word of one line alone: the moment has not passed.
    lines.insert("{\"t\":9000000.0,\"device\":\"binder-1\",\"clasp\":true}", at: 4)
    let broken = try await explain(lines.joined(separator: "\n"), at: "30")
    #expect(broken.code == 0)
    #expect(broken.output == (try await explain(Self.twoInfants, at: "30")).output)
    #expect(broken.errors.contains(":4: ") && broken.errors.contains("2 broken lines skipped"))
  }

  @Test func machinesGetNumbers() async throws {
    let trace = SituationTrace([.open, .contact.lasting(30)]).text
    let ending = try await explain(trace, at: "1:20", ["--json"])
    #expect(ending.lines.count == 1)
    let object = try JSONSerialization.jsonObject(with: Data(ending.output.utf8))
    let document = try #require(object as? [String: Any])
    #expect(document["infant"] as? String == "K-001")
    #expect(document["t"] as? Double == 4800)
    let beliefs = try #require(document["beliefs"] as? [String: Double])
    #expect(abs(beliefs.values.reduce(0, +) - 1) < 1e-6)
    #expect(beliefs["contact"] ?? 0 > 0.8)
    let signals = try #require(document["signals"] as? [[String: Any]])
    #expect(Set(signals.compactMap { $0["signal"] as? String }).contains("electrode"))
    #expect(signals.allSatisfy { $0["for_contact_nats"] is Double })
    let booked = try #require(document["booked"] as? [String: Any])
    #expect(booked["state"] as? String == "contact")
    let verbose = try await explain(trace, at: "1:20", ["--verbose"])
    #expect(verbose.output.contains(" nats; contact "))
    #expect(!(try await explain(trace, at: "1:20")).output.contains("nats"))
  }

  private func explain(
    _ trace: String, at moment: String, _ more: [String] = []
  ) async throws -> KmcdProcess.Ending {
    let file = try folder.write("explained.ndjson", trace)
    return try await KmcdProcess.run(["explain", file, "--at", moment] + more, in: folder)
  }
}
