import CareModel
import TraceFormat

/// A trace whose header was read: a ward without a sample yet, and the lines that follow.
struct OpenedTrace {
  let replay: Replay
  let header: TraceHeader
  let calendar: FacilityCalendar
  let lines: LineReader
}
