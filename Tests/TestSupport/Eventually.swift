/// Whether something becomes true within so long; asked every few milliseconds.
package func eventually(
  within limit: Duration = .seconds(20), _ condition: () async -> Bool
) async -> Bool {
  let deadline = ContinuousClock.now + limit
  while ContinuousClock.now < deadline {
    if await condition() { return true }
    do { try await Task.sleep(for: .milliseconds(5)) } catch { return false }
  }
  return await condition()
}
