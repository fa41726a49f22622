import Foundation
import HTTPTypes
import Hummingbird

/// The documents as bytes, each key in its place in the alphabet so that the same is the same.
enum StationJSON {
  static func bytes(_ document: some Encodable) throws -> ByteBuffer {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return ByteBuffer(bytes: try encoder.encode(document))
  }

  /// A document that cannot be written, such as one with a number that is none, is a failure of ours.
  static func response(
    _ document: some Encodable, status: HTTPResponse.Status = .ok
  ) -> Response {
    do {
      return Response(
        status: status, headers: [.contentType: "application/json"],
        body: ResponseBody(byteBuffer: try bytes(document)))
    } catch {
      return Response(
        status: .internalServerError, headers: [.contentType: "application/json"],
        body: ResponseBody(
          byteBuffer: ByteBuffer(
            string: #"{"problem":"the answer cannot be written; see the log"}"#)))
    }
  }

  /// A request's body as the document that is wanted.
  ///
  /// Throws 413 for a body that is too long, 400 for anything that is not that document.
  static func read<Document: Decodable>(
    _ type: Document.Type, from request: Request, bytesAtMost: Int
  ) async throws -> Document {
    let body: ByteBuffer
    do {
      body = try await request.body.collect(upTo: bytesAtMost)
    } catch {
      throw StationRefusal(
        .contentTooLarge, "the body is longer than \(bytesAtMost) bytes, or it broke off")
    }
    do {
      return try JSONDecoder().decode(type, from: Data(body.readableBytesView))
    } catch {
      throw StationRefusal(
        .badRequest, "the body is not the JSON document that is wanted; /openapi.json shows it")
    }
  }
}
