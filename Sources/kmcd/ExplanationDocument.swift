import CareLogic
import CareModel
import Presentation

/// `kmcd explain --json`: plain names and numbers, units last in the keys; null is unknown.
struct ExplanationDocument: Encodable {
  var infant: String
  var t: Double
  var wall: String?
  var summary: String
  var isKnown: Bool
  /// Of what counts as contact; null where nothing is known.
  var probability: Double?
  var beliefs: [String: Double]?
  var counted: [String]
  var signals: [Signal]
  var innerFace: Double?
  var innerTrend: Double?
  var outerFace: Double?
  var skin: Double?
  var room: Double?
  var electrodeOff: Double?
  var electrodeOn: Double?
  var surprise: Double
  var isContradictory: Bool
  var finalState: String
  var finalUpTo: Double
  var booked: Booking

  struct Signal: Encodable {
    var signal: String
    var value: Double
    var weight: Double
    var logs: [String: Double]

    enum CodingKeys: String, CodingKey {
      case signal, value
      case weight = "for_contact_nats"
      case logs = "log_likelihoods_nats"
    }
  }

  struct Booking: Encodable {
    var state: String
    var from: Double?
    var to: Double?
    var confidence: Double?
    var reason: String?

    init(_ booked: BookedContact) {
      switch booked {
      case .contact(let interval):
        state = "contact"
        from = interval.from.seconds
        to = interval.to.seconds
        confidence = interval.confidence
      case .noContact: state = "no_contact"
      case .unobserved(let interval):
        state = "unobserved"
        from = interval.from.seconds
        to = interval.to.seconds
        reason = interval.reason
      }
    }
  }

  enum CodingKeys: String, CodingKey {
    case infant, t, wall, summary, beliefs, signals, booked
    case isKnown = "known"
    case probability = "contact_probability"
    case counted = "counted_as_contact"
    case innerFace = "inner_c"
    case innerTrend = "inner_c_per_min"
    case outerFace = "outer_c"
    case skin = "skin_c"
    case room = "room_c"
    case electrodeOff = "electrode_off_skin"
    case electrodeOn = "electrode_on_skin"
    case surprise = "surprise_nats"
    case isContradictory = "contradictory"
    case finalState = "final_state"
    case finalUpTo = "final_up_to_t"
  }

  init(
    _ explanation: ContactExplanation, of infant: InfantIdentifier, at moment: Instant,
    wall: WallTime?, booked: BookedContact, summary: String
  ) {
    self.infant = infant.name
    t = moment.seconds
    self.wall = wall?.iso8601
    self.summary = summary
    isKnown = explanation.weighedAt != nil
    probability = isKnown ? explanation.probability : nil
    beliefs = isKnown ? Self.named(explanation.beliefs) : nil
    counted = explanation.counted.sorted { $0.rawValue < $1.rawValue }.map(Self.key)
    signals = explanation.signals.map {
      Signal(
        signal: "\($0.kind)", value: $0.value, weight: $0.weight, logs: Self.named($0.logs))
    }
    innerFace = explanation.innerFace?.degrees
    innerTrend = explanation.innerDegreesPerMinute
    outerFace = explanation.outerFace?.degrees
    skin = explanation.skin?.degrees
    room = explanation.room?.degrees
    electrodeOff = explanation.electrodeOff?.fraction
    electrodeOn = explanation.electrodeOn?.fraction
    surprise = explanation.surprise
    isContradictory = explanation.surprise > explanation.surpriseAtMost
    finalState =
      switch explanation.booked {
      case .contact: "contact"
      case .noContact: "no_contact"
      case .unobserved: "unobserved"
      }
    finalUpTo = explanation.bookedUpTo.seconds
    self.booked = Booking(booked)
  }

  private static func named(_ numbers: [BinderSituation: Double]) -> [String: Double] {
    Dictionary(uniqueKeysWithValues: numbers.map { (key($0.key), $0.value) })
  }

  private static func key(_ situation: BinderSituation) -> String {
    switch situation {
    case .contact: "contact"
    case .wrapped: "wrapped"
    case .wornEmpty: "worn_empty"
    case .wornOnSkin: "worn_on_skin"
    case .lying: "lying"
    case .warmed: "warmed"
    case .open: "open"
    }
  }
}
