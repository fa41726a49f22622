/// Why a value is not taken; the text says what to write instead.
struct Refusal: Error, Sendable {
  let message: String
  /// Where in the value, if not at its begin.
  let position: FilePosition?

  init(_ message: String, at position: FilePosition? = nil) {
    self.message = message
    self.position = position
  }
}
