/// A part of the file's tree: what the YAML says, and where.
struct FileNode: Sendable {
  enum Content: Sendable {
    /// Nothing after the colon, `~` or `null`.
    case empty
    case scalar(String, isQuoted: Bool)
    case list([FileNode])
    case map([Entry])
  }

  struct Entry: Sendable {
    var key: Located<String>
    var value: FileNode
  }

  var content: Content
  var position: FilePosition

  /// How a message names what stands here.
  var kindName: String {
    switch content {
    case .empty: "nothing"
    case .scalar: "a single value"
    case .list: "a list"
    case .map: "a map"
    }
  }
}
