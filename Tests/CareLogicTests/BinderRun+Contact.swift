import Testing

@testable import CareLogic

extension BinderRun {
  /// Contact as it was booked, in seconds.
  var contact: [ClosedRange<Double>] {
    var from: Double?
    var intervals: [ClosedRange<Double>] = []
    for change in changes {
      if let start = from { intervals.append(start...max(start, change.from.seconds)) }
      from = change.state == .contact ? change.from.seconds : nil
    }
    if let start = from { intervals.append(start...max(start, second)) }
    return intervals
  }

  /// Expects contact at these minutes and no other, its boundaries right within `tolerance` seconds.
  func expect(_ expected: [ClosedRange<Double>], within tolerance: Double) {
    let booked = contact
    #expect(booked.count == expected.count, "\(story)")
    for (booked, expected) in zip(booked, expected) {
      #expect(abs(booked.lowerBound - expected.lowerBound * 60) <= tolerance, "\(story)")
      #expect(abs(booked.upperBound - expected.upperBound * 60) <= tolerance, "\(story)")
    }
  }
}
