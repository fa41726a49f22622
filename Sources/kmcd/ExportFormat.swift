import ArgumentParser

enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
  case csv, ndjson
}
