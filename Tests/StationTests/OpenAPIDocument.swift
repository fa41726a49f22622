import Foundation
import TestSupport

@testable import Station

/// The document that the server serves, as something that can be held against its answers.
struct OpenAPIDocument {
  struct Operation {
    /// Such as `GET /api/v1/ward`.
    var name: String
    var statuses: [String]
  }

  struct Broken: Error { var reason: String }

  private let root: JSONValue

  init() throws {
    // What it calls components, the schema checker calls definitions.
    let text = String(buffer: PageFile.description.body)
      .replacing("#/components/schemas/", with: "#/$defs/")
    root = try JSONValue(text)
  }

  var operations: [Operation] {
    (root["paths"]?.object ?? [:]).flatMap { path, methods in
      (methods.object ?? [:]).map { method, operation in
        Operation(
          name: "\(method.uppercased()) \(path)",
          statuses: (operation["responses"]?.object ?? [:]).keys.sorted())
      }
    }
  }

  /// What is wrong with an answer; empty where it is as documented.
  func problems(with reply: StationClient.Reply, of operation: String) throws -> [String] {
    let words = operation.split(separator: " ").map(String.init)
    let method = words[0].lowercased()
    let response = root["paths"]?[words[1]]?[method]?["responses"]?[String(reply.status)]
    guard let content = response?["content"]?.object, let type = reply.header("Content-Type") else {
      return ["\(operation): no answer \(reply.status) with content is documented"]
    }
    guard let schema = content[type]?["schema"] else { return ["\(operation): not \(type)"] }
    let value = type == "application/json" ? try JSONValue(reply.body) : .string(reply.body)
    return try problems(with: value, schema)
  }

  func problems(with text: String, schema: String) throws -> [String] {
    try problems(with: try JSONValue(text), .object(["$ref": .string("#/$defs/\(schema)")]))
  }

  private func problems(with value: JSONValue, _ schema: JSONValue) throws -> [String] {
    guard let definitions = root["components"]?["schemas"], var whole = schema.object else {
      throw Broken(reason: "the document has no schemas")
    }
    whole["$defs"] = definitions
    return try JSONSchema(.object(whole)).problems(with: value)
  }
}
