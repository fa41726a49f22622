import Glibc

// Speeds of the parts that no clock drives; `make bench` builds it for release and adds the
// figures of the running daemon. A benchmark, not a test: a missed goal is told, and exits 0.
let ward = BenchmarkWard()
let figures = [
  SpeedFigure("frames decoded a second") { ward.decodeFrames() },
  SpeedFigure("samples stepped through the ward a second", goalPerSecond: 1_000_000) {
    ward.stepWard()
  },
  SpeedFigure("frames through the whole core a second") { ward.stepCore() },
  try SpeedFigure("replayed lines a second", goalPerSecond: 200_000) { try ward.replay() },
]
for figure in figures { print(figure.line) }
