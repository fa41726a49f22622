import CareModel
import Messages
import TestSupport
import Testing

/// Every body that the gateway can write, against the schemas that integrators read.
struct SchemaTests {
  static let names = [
    "day", "session", "alarm", "response", "health", "reading", "contact", "unobserved",
    "standby", "alarm-test",
  ]

  /// Thousands of bodies, by the name of their schema.
  static func bodies(seed: UInt64, count: Int) throws -> [String: [JSONValue]] {
    var random = RandomMessages(seed: seed)
    let address = RandomMessages.address
    var texts: [String] = []
    for _ in 0..<count {
      let event = random.event()
      let stamp = random.stamp()
      texts.append(try address.body(ofStored: event.line, stamp))
      if let message = address.message(event, stamp) { texts.append(message.body) }
      let infant = random.maybe(random.infant())
      texts.append(address.message(random.sample(), of: infant, random.stamp()).body)
    }
    for _ in 0..<count / 10 { texts.append(address.message(random.figures(), random.stamp()).body) }
    let values = try texts.map { try JSONValue($0) }
    return Dictionary(grouping: values) { body in
      String((body["schema"]?.string ?? "?").split(separator: "/").dropFirst().first ?? "?")
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>) func everyBodyIsValid(seed: UInt64) throws {
    let bodies = try Self.bodies(seed: seed, count: 400)
    #expect(Set(bodies.keys) == Set(Self.names))
    for (name, values) in bodies {
      let schema = try JSONSchema(named: name)
      for value in values {
        let problems = try schema.problems(with: value)
        #expect(problems == [], "\(name): \(value)")
      }
    }
  }

  @Test func everyKeyOfASchemaIsInSomeBodyAndRequiredOnesInAll() throws {
    let bodies = try Self.bodies(seed: 9, count: 1000)
    for name in Self.names {
      let schema = try JSONSchema(named: name)
      let keys = Set((schema.root["properties"]?.object ?? [:]).keys)
      let values = bodies[name] ?? []
      let seen = values.reduce(into: Set<String>()) { $0.formUnion(($1.object ?? [:]).keys) }
      #expect(seen == keys, "\(name)")
      let always = values.reduce(keys) { $0.intersection(($1.object ?? [:]).keys) }
      let required = Set((schema.root["required"]?.list ?? []).compactMap(\.string))
      #expect(always == required, "\(name)")
    }
  }

  @Test func aBodyWithoutAKeyOrWithAForeignOneIsRefused() throws {
    let bodies = try Self.bodies(seed: 3, count: 200)
    for name in Self.names {
      let schema = try JSONSchema(named: name)
      let required = (schema.root["required"]?.list ?? []).compactMap(\.string)
      var members = try #require(bodies[name]?.first?.object)
      for key in required {
        let kept = members.removeValue(forKey: key)
        #expect(try schema.problems(with: .object(members)) != [], "\(name) without \(key)")
        members[key] = .list([])
        #expect(try schema.problems(with: .object(members)) != [] || key.hasSuffix("s"))
        members[key] = kept
      }
      members["name"] = .string("Maria")
      #expect(try schema.problems(with: .object(members)) != [], "\(name) with a name")
    }
  }
}
