import CareModel
import Messages
import TestSupport
import Testing

struct HomeAssistantTests {
  private let address = RandomMessages.address
  private let beds = [
    Assignment(infant: "K-001", bed: "1"), Assignment(infant: "K-002", bed: "Bed 2 'window'"),
    Assignment(infant: "K-003"), Assignment(infant: "K-004", bed: "5"),
    Assignment(infant: "K-005", bed: "5"),
  ]

  private var messages: [HomeAssistantMessage] {
    HomeAssistantDiscovery.messages(
      of: address, beds: beds, version: "0.1.0", healthPeriod: .seconds(60),
      under: "homeassistant")
  }

  @Test func everyEntityHasAPlaceOfItsOwn() throws {
    let configurations = try messages.map { try JSONValue($0.body) }
    #expect(messages.count == 5 + 5 * 5)
    #expect(Set(messages.map(\.topic)).count == messages.count)
    #expect(Set(configurations.compactMap { $0["unique_id"]?.string }).count == messages.count)
    for message in messages {
      let identifier = try #require(
        try Regex("^homeassistant/(sensor|binary_sensor)/([A-Za-z0-9_-]+)/config$")
          .wholeMatch(in: message.topic))
      #expect(
        try JSONValue(message.body)["unique_id"]?.string
          == identifier.output[2].substring.map(String.init))
    }
    #expect(configurations.allSatisfy { $0["state_topic"]?.string == address.topic(.health) })
    #expect(configurations.allSatisfy { $0["availability_topic"]?.string == address.topic(.state) })
    #expect(configurations.allSatisfy { $0["expire_after"] == .number(180) })
  }

  /// A template that asks for a key that no body has would show nothing for ever.
  @Test func templatesAskForKeysThatHealthHas() throws {
    let schema = try JSONSchema(named: "health").root
    let properties = try #require(schema["properties"]?.object)
    let bed = try #require(properties["beds"]?["items"]?["properties"]?.object)
    var asked = 0
    for message in messages {
      let configuration = try JSONValue(message.body)
      let template = try #require(configuration["value_template"]?.string)
      for match in template.matches(of: /value_json\.(\w+)(?:\.(\w+))?/) {
        asked += 1
        let member = try #require(properties[String(match.output.1)], "\(template)")
        guard let inner = match.output.2 else { continue }
        #expect(member["properties"]?[String(inner)] != nil, "\(template)")
      }
      for match in template.matches(of: /\bbed\.(\w+)/) {
        asked += 1
        let key = String(match.output.1)
        #expect(bed[key] != nil, "\(template)")
        if let options = configuration["options"] { #expect(bed[key]?["enum"] == options) }
      }
    }
    #expect(asked > messages.count)
  }

  @Test func aBedIsFoundByItsLabelOrItsInfant() throws {
    let templates = messages.filter { $0.topic.contains("_bed_") && $0.topic.contains("_skin/") }
      .compactMap { message in try? JSONValue(message.body)["value_template"]?.string }
    let wanted = [
      "'bed', 'eq', '1'", #"'bed', 'eq', 'Bed 2 \'window\''"#, "'infant', 'eq', 'K-003'",
      "'infant', 'eq', 'K-004'", "'infant', 'eq', 'K-005'",
    ]
    for (template, wanted) in zip(templates, wanted) { #expect(template.contains(wanted)) }
    #expect(templates.count == wanted.count)
  }

  @Test func aBedThatIsGoneIsTakenAway() {
    let removals = HomeAssistantDiscovery.removals(
      of: address, before: beds, now: Array(beds.dropFirst()), under: "homeassistant")
    #expect(removals.count == 5)
    #expect(removals.allSatisfy { $0.body.isEmpty && $0.topic.contains("_bed_1_") })
    let topics = Set(messages.map(\.topic))
    #expect(removals.allSatisfy { topics.contains($0.topic) })
  }
}
