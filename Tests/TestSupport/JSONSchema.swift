import Foundation

/// The part of JSON Schema 2020-12 that docs/schemas uses; any other keyword is an error.
package struct JSONSchema {
  package let root: JSONValue

  package struct UnknownKeyword: Error { var keyword: String }
  package struct Broken: Error { var reason: String }

  package init(_ root: JSONValue) { self.root = root }

  package init(named name: String) throws {
    let file = PackageDocument.root.appending(path: "docs/schemas/\(name).schema.json")
    root = try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: file))
  }

  /// What is wrong with the value, as one line each; empty where it is valid.
  package func problems(with value: JSONValue) throws -> [String] {
    try problems(value, root, at: "$")
  }

  private static let annotations: Set = ["$schema", "$id", "$defs", "title", "description"]

  private func problems(
    _ value: JSONValue, _ schema: JSONValue, at path: String
  ) throws -> [String] {
    guard let keywords = schema.object else { throw Broken(reason: "\(path): no object") }
    var found: [String] = []
    for (keyword, argument) in keywords where !Self.annotations.contains(keyword) {
      found += try check(value, keyword, argument, keywords, at: path)
    }
    return found
  }

  private func check(
    _ value: JSONValue, _ keyword: String, _ argument: JSONValue,
    _ schema: [String: JSONValue], at path: String
  ) throws -> [String] {
    switch keyword {
    case "type": return hasType(value, argument) ? [] : ["\(path): not of type \(argument)"]
    case "const": return value == argument ? [] : ["\(path): not \(argument)"]
    case "enum":
      guard let allowed = argument.list else { throw Broken(reason: "\(path): enum") }
      return allowed.contains(value) ? [] : ["\(path): none of \(allowed)"]
    case "pattern": return try matches(value, argument) ? [] : ["\(path): \(value) has no match"]
    case "minimum", "maximum":
      guard let limit = argument.number else { throw Broken(reason: "\(path): \(keyword)") }
      guard let number = value.number else { return [] }
      let isWithin = keyword == "minimum" ? number >= limit : number <= limit
      return isWithin ? [] : ["\(path): \(number) is beyond the \(keyword) \(limit)"]
    case "required":
      guard let names = argument.list else { throw Broken(reason: "\(path): required") }
      guard let members = value.object else { return [] }
      return names.compactMap(\.string).filter { members[$0] == nil }.map { "\(path): no \($0)" }
    case "properties": return try checkMembers(value, argument, at: path)
    case "additionalProperties":
      guard argument == .boolean(false) else { throw Broken(reason: "\(path): \(keyword)") }
      let known = schema["properties"]?.object ?? [:]
      return (value.object ?? [:]).keys.filter { known[$0] == nil }.map { "\(path): unknown \($0)" }
    case "items":
      return try (value.list ?? []).enumerated().flatMap { index, element in
        try problems(element, argument, at: "\(path)[\(index)]")
      }
    case "oneOf", "anyOf":
      let count = try (argument.list ?? []).count { try problems(value, $0, at: path).isEmpty }
      return (keyword == "oneOf" ? count == 1 : count >= 1) ? [] : ["\(path): \(count) \(keyword)"]
    case "$ref": return try problems(value, definition(argument), at: path)
    default: throw UnknownKeyword(keyword: keyword)
    }
  }

  private func checkMembers(
    _ value: JSONValue, _ properties: JSONValue, at path: String
  ) throws -> [String] {
    guard let properties = properties.object else { throw Broken(reason: "\(path): properties") }
    return try (value.object ?? [:]).flatMap { key, member in
      guard let schema = properties[key] else { return [String]() }
      return try problems(member, schema, at: "\(path).\(key)")
    }
  }

  private func definition(_ reference: JSONValue) throws -> JSONValue {
    let prefix = "#/$defs/"
    guard let text = reference.string, text.hasPrefix(prefix),
      let found = root["$defs"]?[String(text.dropFirst(prefix.count))]
    else { throw Broken(reason: "\(reference) leads nowhere") }
    return found
  }

  private func hasType(_ value: JSONValue, _ type: JSONValue) -> Bool {
    switch (value, type.string) {
    case (.null, "null"), (.boolean, "boolean"), (.number, "number"), (.string, "string"),
      (.list, "array"), (.object, "object"):
      true
    case (.number(let number), "integer"): number == number.rounded()
    default: false
    }
  }

  private func matches(_ value: JSONValue, _ pattern: JSONValue) throws -> Bool {
    guard let pattern = pattern.string else { throw Broken(reason: "a pattern is text") }
    guard let text = value.string else { return true }
    return try Regex(pattern).firstMatch(in: text) != nil
  }
}
