/// The places of the file that name a bed; whether there is one is known when dyads are read.
struct NamedBeds: Sendable {
  var beds: [Located<String>] = []
}
