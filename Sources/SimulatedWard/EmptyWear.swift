/// How a caregiver wears a clasped binder while the infant is in the cot.
public enum EmptyWear: Hashable, Sendable {
  case overClothing
  /// Bare skin touches the electrode now and then.
  case onBareSkin
  /// The electrode lies on bare skin all the time, as it does on an infant's.
  case tightOnBareSkin
}
