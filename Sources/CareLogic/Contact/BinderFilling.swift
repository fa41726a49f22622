/// What just happened to a binder that may have changed what is in it.
enum BinderFilling: Int, Hashable, Sendable {
  case none
  /// The clasp was open before, and is closed now.
  case closed
  /// The clasp stays closed, and the strap pulls far more than before.
  case tightened
  /// The clasp says that it stays closed, and the strap is slack all of a sudden.
  case slackened
}
