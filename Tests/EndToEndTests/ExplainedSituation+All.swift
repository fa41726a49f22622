/// One of each situation that a binder can be in, of poor binders, and of signals that are at odds.
extension ExplainedSituation {
  static let all = [
    ExplainedSituation(
      name: "contact for an hour and a half",
      phases: [.open, .contact.lasting(120)],
      moment: "2:30:20",
      text: """
        K-001 10:30:20: inner face 33.9 and steady, strap force 3 N, electrode high; contact 0.99
        At 2026-01-10 10:30, 9020 s from the start, believed: in contact 0.99.
        - Buckle closed: speaks weakly for contact.
        - Electrode 0.58, high (this binder reads 0.11 off skin and 0.59 on it): speaks strongly \
        for contact.
        - Strap force 3.0 N (this binder reads 0.0 N at rest): speaks weakly for contact.
        - Movement 7.9 mg, moving (this binder reads 0.7 mg at rest): speaks weakly for contact.
        - Tilt moved by 3.2 degrees of late: speaks weakly for contact.
        - Outer face 28.1 °C, 5.8 degrees cooler than the inner face: speaks weakly for contact.
        - Inner face 33.9 °C and steady (worn, this one levels off near 34.1 °C in this room): \
        speaks weakly for contact.
        - Chest skin 36.6 °C: speaks weakly for contact.
        Known besides: room 20.0 °C.
        The signals fit together.
        Final by then: contact up to 10:27:50.
        Booked: contact 08:59 to 10:59, confidence 0.99.
        """),
    ExplainedSituation(
      name: "contact since a minute",
      phases: [.open, .contact],
      moment: "1:01:00",
      text: """
        K-001 09:01:00: inner face 21.6 and rising, strap force 3 N, electrode high; contact 0.91, \
        worn empty on skin 0.08
        At 2026-01-10 09:01, 3660 s from the start, believed: in contact 0.91, \
        worn without the infant, on bare skin 0.08.
        - Buckle closed: speaks weakly for contact.
        - Electrode 0.58, high (this binder reads 0.11 off skin and 0.58 on it): speaks strongly \
        for contact.
        - Strap force 3.0 N (this binder reads 0.0 N at rest): speaks weakly for contact.
        - Movement 9.6 mg, moving (this binder reads 0.7 mg at rest): speaks weakly for contact.
        - Tilt moved by 25.3 degrees of late: speaks weakly for contact.
        - Outer face 20.9 °C, 0.7 degrees cooler than the inner face: speaks weakly for contact.
        - Inner face 21.6 °C and rising by 0.49 degrees a minute: speaks weakly for contact.
        Known besides: chest skin 36.1 °C, room 20.0 °C.
        The signals fit together.
        Final by then: no contact up to 08:58:30.
        Booked: contact 08:59 to 09:59, confidence 0.99.
        """),
    ExplainedSituation(
      name: "an infant that turns",
      phases: [.open, .contact, .shifting, .contact.lasting(30)],
      moment: "2:00:27",
      text: """
        K-001 10:00:27: inner face 33.9 and steady, strap force 3 N, electrode low; contact 0.99
        At 2026-01-10 10:00, 7227 s from the start, believed: in contact 0.99.
        - Buckle closed: speaks weakly for contact.
        - Electrode 0.12, low (this binder reads 0.11 off skin and 0.59 on it): speaks strongly \
        against contact.
        - Strap force 2.9 N (this binder reads 0.0 N at rest): speaks weakly for contact.
        - Movement 9.7 mg, moving (this binder reads 0.7 mg at rest): speaks weakly for contact.
        - Tilt moved by 5.7 degrees of late: speaks weakly for contact.
        - Outer face 28.1 °C, 5.8 degrees cooler than the inner face: speaks weakly for contact.
        - Inner face 33.9 °C and steady (worn, this one levels off near 34.3 °C in this room): \
        speaks weakly for contact.
        - Chest skin 36.6 °C: speaks weakly for contact.
        Known besides: room 20.0 °C.
        The signals fit together.
        Final by then: contact up to 09:57:50.
        Booked: contact 08:59 to 10:30, confidence 0.99.
        """),
    ExplainedSituation(
      name: "wrapped in cloth",
      phases: [.open, .contact, .open.lasting(10), .wrapped],
      moment: "2:50:20",
      text: """
        K-001 10:50:20: inner face 30.2 and steady, strap force 3 N, electrode low; wrapped 0.99
        At 2026-01-10 10:50, 10220 s from the start, believed: wrapped in cloth 0.99.
        - Buckle closed: speaks weakly for contact.
        - Electrode 0.18, low (this binder reads 0.11 off skin and 0.59 on it): speaks strongly \
        against contact.
        - Strap force 2.7 N (this binder reads 0.0 N at rest): speaks weakly for contact.
        - Movement 4.1 mg, moving (this binder reads 0.7 mg at rest): speaks weakly for contact.
        - Tilt moved by 2.8 degrees of late: speaks weakly for contact.
        - Outer face 26.0 °C, 4.2 degrees cooler than the inner face: speaks weakly for contact.
        - Inner face 30.2 °C and steady (worn, this one levels off near 34.3 °C in this room): \
        speaks weakly for contact.
        - Chest skin 36.5 °C: speaks weakly for contact.
        Known besides: room 20.0 °C.
        The signals fit together.
        Final by then: no contact up to 10:47:50.
        Booked: no contact.
        """),
    ExplainedSituation(
      name: "worn without the infant",
      phases: [.open, .contact, .open.lasting(10), .wornEmpty],
      moment: "2:50:20",
      text: """
        K-001 10:50:20: inner face 29.0 and steady, strap force 1 N, electrode low; worn empty \
        0.99
        At 2026-01-10 10:50, 10220 s from the start, believed: worn without the infant 0.99.
        - Buckle closed: speaks weakly for contact.
        - Electrode 0.11, low (this binder reads 0.11 off skin and 0.59 on it): speaks strongly \
        against contact.
        - Strap force 0.9 N (this binder reads 0.0 N at rest): speaks weakly for contact.
        - Movement 10.3 mg, moving (this binder reads 0.7 mg at rest): speaks weakly for contact.
        - Tilt moved by 7.5 degrees of late: speaks weakly for contact.
        - Outer face 25.5 °C, 3.5 degrees cooler than the inner face: speaks weakly for contact.
        - Inner face 29.0 °C and steady (worn, this one levels off near 34.3 °C in this room): \
        speaks weakly for contact.
        - Chest skin 36.1 °C: speaks weakly against contact.
        Known besides: room 20.0 °C.
        The signals fit together.
        Final by then: no contact up to 10:47:50.
        Booked: no contact.
        """),
    ExplainedSituation(
      name: "clasped on a chair",
      phases: [.open, .contact, .onChair],
      moment: "2:40",
      text: """
        K-001 10:40:00: inner face 20.2 and steady, strap force 0 N, electrode low; lying about \
        0.99
        At 2026-01-10 10:40, 9600 s from the start, believed: closed and lying about 0.99.
        - Buckle closed: speaks neither for contact nor against it.
        - Electrode 0.12, low (this binder reads 0.11 off skin and 0.59 on it): speaks strongly \
        against contact.
        - Strap force 0.1 N (this binder reads 0.1 N at rest): speaks strongly against contact.
        - Movement 1.0 mg, still (this binder reads 0.7 mg at rest): speaks weakly against \
        contact.
        - Tilt moved by 0.0 degrees of late: speaks weakly against contact.
        - Outer face 20.2 °C, as warm as the inner face: speaks strongly against contact.
        - Inner face 20.2 °C and steady (worn, this one levels off near 34.2 °C in this room): \
        speaks strongly against contact.
        - Chest skin 36.2 °C: speaks weakly against contact.
        Known besides: room 20.0 °C.
        The signals fit together.
        Final by then: no contact up to 10:37:30.
        Booked: no contact.
        """),
    ExplainedSituation(
      name: "open",
      phases: [.open, .contact, .open],
      moment: "2:40",
      text: """
        K-001 10:40:00: inner face 20.2 and steady, strap force 0 N, electrode low, buckle open; \
        open 0.99
        At 2026-01-10 10:40, 9600 s from the start, believed: open 0.99.
        - Buckle open: speaks strongly against contact.
        - Electrode 0.12, low (this binder reads 0.11 off skin and 0.59 on it): speaks strongly \
        against contact.
        - Strap force 0.0 N (this binder reads 0.0 N at rest): speaks strongly against contact.
        - Movement 1.0 mg, still (this binder reads 0.7 mg at rest): speaks weakly against \
        contact.
        - Tilt moved by 0.0 degrees of late: speaks weakly against contact.
        - Outer face 20.2 °C, as warm as the inner face: speaks strongly against contact.
        - Inner face 20.2 °C and steady (worn, this one levels off near 34.3 °C in this room): \
        speaks strongly against contact.
        - Chest skin 36.2 °C: speaks weakly against contact.
        Known besides: room 20.0 °C.
        The signals fit together.
        Final by then: no contact up to 10:37:30.
        Booked: no contact.
        """),
    ExplainedSituation(
      name: "in an incubator",
      phases: [.open, .contact, .inIncubator],
      moment: "2:45",
      text: """
        K-001 10:45:00: inner face 34.0 and steady, strap force 0 N, electrode low; warmed from \
        outside 0.85
        At 2026-01-10 10:45, 9900 s from the start, believed: warmed from outside 0.85.
        - Buckle closed: speaks neither for contact nor against it.
        - Electrode 0.12, low (this binder reads 0.11 off skin and 0.59 on it): speaks strongly \
        against contact.
        - Strap force 0.1 N (this binder reads 0.1 N at rest): speaks strongly against contact.
        - Movement 1.0 mg, still (this binder reads 0.7 mg at rest): speaks weakly against \
        contact.
        - Tilt moved by 0.0 degrees of late: speaks weakly against contact.
        - Outer face 34.9 °C, 0.9 degrees warmer than the inner face: speaks strongly against \
        contact.
        - Inner face 34.0 °C and steady (worn, this one levels off near 34.3 °C in this room): \
        speaks weakly for contact.
        Known besides: room 20.0 °C.
        Unknown: chest skin.
        The signals fit together{| badly: the inner face speaks most for contact, the outer face \
        most against it}.
        Final by then: no contact up to 10:42:30.
        Booked: no contact.
        """),
    ExplainedSituation(
      name: "in the sun",
      phases: [.open, .contact, .inSun],
      moment: "2:45",
      text: """
        K-001 10:45:00: inner face 33.0 and steady, strap force 0 N, electrode low; warmed from \
        outside 0.85
        At 2026-01-10 10:45, 9900 s from the start, believed: warmed from outside 0.85.
        - Buckle closed: speaks neither for contact nor against it.
        - Electrode 0.12, low (this binder reads 0.11 off skin and 0.59 on it): speaks strongly \
        against contact.
        - Strap force 0.1 N (this binder reads 0.1 N at rest): speaks strongly against contact.
        - Movement 1.0 mg, still (this binder reads 0.7 mg at rest): speaks weakly against \
        contact.
        - Tilt moved by 0.0 degrees of late: speaks weakly against contact.
        - Outer face 39.9 °C, 6.9 degrees warmer than the inner face: speaks strongly against \
        contact.
        - Inner face 33.0 °C and steady (worn, this one levels off near 34.3 °C in this room): \
        speaks weakly for contact.
        - Chest skin 36.2 °C: speaks weakly against contact.
        Known besides: room 20.0 °C.
        The signals fit together{| badly: the inner face speaks most for contact, the outer face \
        most against it}.
        Final by then: no contact up to 10:42:30.
        Booked: no contact.
        """),
    ExplainedSituation(
      name: "two faces and motion only",
      phases: [.open.withFacesAndMotion, .contact.lasting(120).withFacesAndMotion],
      moment: "2:30:20",
      text: """
        K-001 10:30:20: inner face 33.9 and steady, moving; contact (as worn) 0.99
        At 2026-01-10 10:30, 9020 s from the start, believed: worn 0.99. Without an electrode \
        nobody can tell contact from wrapped in cloth or worn without the infant, so each of \
        them counts as contact.
        - Movement 7.9 mg, moving (this binder reads 0.7 mg at rest): speaks weakly for contact.
        - Outer face 28.1 °C, 5.8 degrees cooler than the inner face: speaks strongly for contact.
        - Inner face 33.9 °C and steady (worn, this one levels off near 34.1 °C in this room): \
        speaks strongly for contact.
        Known besides: room 20.0 °C.
        Unknown: buckle, electrode, strap force, tilt, chest skin.
        The signals fit together.
        Final by then: contact up to 10:27:50.
        Booked: contact 09:00 to 10:59, confidence 0.84.
        """),
    ExplainedSituation(
      name: "clasp and probe only",
      phases: [.open.lasting(120).withClaspAndProbe, .contact.lasting(120).withClaspAndProbe],
      moment: "3:30",
      text: """
        K-001 11:30:00: chest skin 36.6, buckle closed; contact (as held) 0.96
        At 2026-01-10 11:30, 12600 s from the start, believed: infant in the binder 0.96. Without \
        an electrode nobody can tell contact from wrapped in cloth, so each of them counts as \
        contact.
        - Buckle closed: speaks weakly for contact.
        - Chest skin 36.6 °C: speaks strongly for contact.
        Known besides: room 20.0 °C.
        Unknown: electrode, strap force, movement, tilt, inner face, outer face.
        The signals fit together.
        Final by then: contact up to 11:27:30.
        Booked: contact 10:00 to 11:59, confidence 0.85.
        """),
    ExplainedSituation(
      name: "signals that contradict each other",
      phases: [.open, .contact, .contradiction],
      moment: "2:20",
      text: """
        K-001 10:20:00: inner face 33.9 and steady, strap force 0 N, electrode high, buckle open; \
        {warmed from outside|open|contact} 0.85
        At 2026-01-10 10:20, 8400 s from the start, believed: {warmed from outside|open|in \
        contact} 0.85.
        - Buckle open: speaks strongly against contact.
        - Electrode 0.58, high (this binder reads 0.20 off skin and 0.59 on it): speaks strongly \
        for contact.
        - Strap force 0.0 N (this binder reads 0.0 N at rest): speaks strongly against contact.
        - Movement 1.0 mg, still (this binder reads 0.7 mg at rest): speaks weakly against \
        contact.
        - Tilt moved by 0.0 degrees of late: speaks weakly against contact.
        - Outer face 28.1 °C, 5.8 degrees cooler than the inner face: speaks weakly for contact.
        - Inner face 33.9 °C and steady (worn, this one levels off near 34.3 °C in this room): \
        speaks weakly for contact.
        - Chest skin 36.6 °C: speaks weakly for contact.
        Known besides: room 20.0 °C.
        The signals contradict each other, and no situation explains them all: the electrode \
        speaks most for contact, the buckle most against it.
        Final by then: unobserved (the binder's signals contradict each other) up to 10:17:30.
        Booked: unobserved 10:02 to 10:29, the binder's signals contradict each other.
        """),
  ]
}
