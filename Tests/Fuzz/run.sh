#!/bin/sh
# Fuzzes the Swift frame decoder and the drivers for a bounded time.
# Usage: Tests/Fuzz/run.sh [SECONDS]   (default 60; exit 0 when nothing was found)
set -eu

seconds=${1:-60}
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$root/.build/fuzz
mkdir -p "$build/modules" "$build/corpus" "$build/findings"

# Each module apart, as the package has them; the fuzzer's own main is linked in at the end.
compile="swiftc -swift-version 6 -O -enable-testing -parse-as-library -sanitize=fuzzer,address"
objects=
for module in CareModel WireProtocol Devices; do
  $compile -wmo -module-name "$module" -I "$build/modules" \
    -emit-module -emit-module-path "$build/modules/$module.swiftmodule" \
    -emit-object -o "$build/$module.o" "$root/Sources/$module"/*.swift
  objects="$objects $build/$module.o"
done
# shellcheck disable=SC2086
$compile -I "$build/modules" "$root/Tests/Fuzz/FuzzFrameDecoder.swift" $objects -lm \
  -o "$build/fuzz-frame-decoder"

# With its backtrace on, the Swift runtime can hang in a crash instead of ending.
# New inputs go to the first folder; Tests/Fuzz/corpus is read, and changed by hand only.
SWIFT_BACKTRACE=enable=no exec "$build/fuzz-frame-decoder" \
  -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -max_len=1200 -print_final_stats=1 \
  -artifact_prefix="$build/findings/" "$build/corpus" "$root/Tests/Fuzz/corpus"
