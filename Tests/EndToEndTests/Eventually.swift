import Testing

/// Waits for a condition, at most `limit`; a condition that throws is not met yet.
func eventually(
  within limit: Duration = .seconds(20), every pause: Duration = .milliseconds(100),
  _ condition: () async throws -> Bool
) async -> Bool {
  let clock = ContinuousClock()
  let deadline = clock.now + limit
  repeat {
    if (try? await condition()) == true { return true }
    try? await Task.sleep(for: pause)
  } while clock.now < deadline
  return (try? await condition()) == true
}
