import TestSupport
import Testing

/// What judges the messages has to be able to say no.
struct JSONSchemaTests {
  @Test(arguments: [
    (#"{"type":"integer"}"#, "1", "1.5"), (#"{"type":"number"}"#, "1.5", "true"),
    (#"{"type":"boolean"}"#, "true", "1"), (#"{"type":"null"}"#, "null", "0"),
    (#"{"type":"string"}"#, #""a""#, "null"), (#"{"type":"array"}"#, "[]", "{}"),
    (#"{"const":true}"#, "true", "1"), (#"{"enum":["a","b"]}"#, #""b""#, #""c""#),
    (#"{"pattern":"^a+$"}"#, #""aa""#, #""ab""#), (#"{"minimum":2}"#, "2", "1.9"),
    (#"{"maximum":2}"#, "2", "2.1"), (#"{"required":["a"]}"#, #"{"a":1}"#, #"{"b":1}"#),
    (#"{"properties":{"a":{"type":"null"}}}"#, #"{"a":null}"#, #"{"a":1}"#),
    (
      #"{"properties":{"a":{}},"additionalProperties":false}"#, #"{"a":1}"#, #"{"a":1,"b":1}"#
    ),
    (#"{"items":{"minimum":1}}"#, "[1,2]", "[1,0]"),
    (#"{"oneOf":[{"minimum":1},{"maximum":5}]}"#, "6", "3"),
    (#"{"anyOf":[{"minimum":7},{"maximum":5}]}"#, "3", "6"),
    (##"{"$ref":"#/$defs/x","$defs":{"x":{"minimum":1}}}"##, "1", "0"),
  ])
  func aKeywordTakesOneValueAndNotTheOther(_ schema: String, _ good: String, _ bad: String) throws {
    let schema = JSONSchema(try JSONValue(schema))
    #expect(try schema.problems(with: try JSONValue(good)) == [])
    #expect(try schema.problems(with: try JSONValue(bad)) != [])
  }

  @Test(arguments: [#"{"minLength":1}"#, #"{"properties":{"a":{"format":"date"}}}"#])
  func anUnknownKeywordIsAnError(_ schema: String) throws {
    let schema = JSONSchema(try JSONValue(schema))
    #expect(throws: JSONSchema.UnknownKeyword.self) {
      try schema.problems(with: try JSONValue(#"{"a":"x"}"#))
    }
  }

  @Test func aReferenceThatLeadsNowhereIsAnError() throws {
    let schema = JSONSchema(try JSONValue(##"{"$ref":"#/$defs/x"}"##))
    #expect(throws: JSONSchema.Broken.self) { try schema.problems(with: .null) }
  }
}
