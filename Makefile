# The KMC gateway. `make test` and `make demo` are all that a new user needs.
#
#   make test                  installs what is missing, then every test
#   make test-vm               the daemon against real kernels: a USB adapter that is pulled, systemd
#   make test-browser          the station's page in a real browser; installs Chromium
#   make demo                  a simulated day of a cold ward; DEMO_FLAGS="--beds 2 --seed 7"
#   make demo-seeds            ten simulated days as fast as the machine goes; all have to agree
#   make format-check          the house style
#   make fuzz SECONDS=60       both frame decoders, so many seconds each
#   make eval                  contact and hours against the simulator's truth; EVAL_FLAGS="--list"
#   make ward-year             16 beds for a year, a fault each ten minutes; WARD_YEAR_FLAGS="--seed 3"
#   make bench                 speeds and memory of a release build
#   make bench-alarm           from a reading to the relay, the page and the broker, in ms
#   make clean                 throws away what was built; never needed

SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -euc
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

SWIFT ?= swift
DEMO_FLAGS ?=
EVAL_FLAGS ?=
BENCH_FLAGS ?=
SECONDS ?= 60
# The toolchain's own clang brings the fuzzer that fits it.
CLANG ?= $(or $(wildcard $(dir $(realpath $(shell command -v $(SWIFT))))clang),clang)

# Bounded, so that nothing hangs for ever; Ctrl-C still reaches what runs.
TIMEOUT := timeout --foreground
# On a terminal one line of progress, elsewhere errors only.
QUIET := $(shell [ -t 0 ] && [ -t 2 ] || echo --quiet)
BUILD := $(SWIFT) build $(QUIET)
# As it is installed; one way for all, since another one builds everything anew.
RELEASE := $(BUILD) -c release --static-swift-stdlib
# What lives in real time has the machine to itself, a group at a time.
LINES := AlarmOutputsTests|GPIOTests|SerialIOTests
NETWORK := ControlSocketTests|MQTTTests|RelayTests|ServiceManagerTests|StationTests|UplinkServiceTests
# Reckons for long, and would keep the simulated boards of the other tests waiting.
EXPLAINED := EndToEndTests.ExplainTests
# All at once starve each other's boards and brokers; so many take no longer.
ATONCE := SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=8
CODEC := $(MAKE) --silent -C Firmware-protocol/c

.PHONY: help packages toolchain test test-vm test-browser codec-test swift-test demo demo-seeds eval ward-year format-check fuzz bench bench-alarm clean

help:
	@sed -n 's/^#   //p' Makefile

packages:
	@.ci/install-packages

toolchain:
	@.ci/check-toolchain $(SWIFT)

test: packages toolchain
	@$(MAKE) codec-test
	@$(MAKE) swift-test

codec-test:
	@echo "== C codec: tests, sanitizers, vectors"
	@mkdir -p .build
	@$(TIMEOUT) 300 $(CODEC) test sanitize check-vectors

swift-test:
	@echo "== Swift: building (a first build takes 4 to 10 minutes on two cores)"
	@mkdir -p .build && rm -f .build/test-*.log
	@$(TIMEOUT) 1200 $(BUILD) --build-tests
	@echo "== Swift: testing"
	@.ci/run-tests unit $(TIMEOUT) 420 $(SWIFT) test --skip-build --disable-xctest --skip "$(LINES)|$(NETWORK)|EndToEndTests"
	@echo "== In real time, one after the other: the lines at the bed; sockets, pages and a real broker; the daemon as people start it"
	@.ci/run-tests lines $(TIMEOUT) 120 $(SWIFT) test --skip-build --disable-xctest --filter "$(LINES)"
	@.ci/run-tests network $(TIMEOUT) 300 $(SWIFT) test --skip-build --disable-xctest --filter "$(NETWORK)"
	@.ci/run-tests explained $(TIMEOUT) 300 $(SWIFT) test --skip-build --disable-xctest --filter "$(EXPLAINED)"
	@$(ATONCE) .ci/run-tests daemon $(TIMEOUT) 720 $(SWIFT) test --skip-build --disable-xctest --filter EndToEndTests --skip "$(EXPLAINED)"

test-vm: packages toolchain
	@$(TIMEOUT) 1200 $(BUILD) --product kmcd
	@$(TIMEOUT) 900 Tests/vm/run

test-browser: packages toolchain
	@$(TIMEOUT) 1200 $(BUILD) --product StationFixture
	@$(TIMEOUT) 300 Tests/browser/run

demo: packages toolchain
	@echo "== building (a first build takes 3 to 8 minutes on two cores)"
	@$(TIMEOUT) 1200 $(BUILD) --product kmcd
	@.build/debug/kmcd demo $(DEMO_FLAGS)

demo-seeds: packages toolchain
	@$(TIMEOUT) 2400 $(RELEASE) --product kmcd
	@for seed in 1 2 3 4 5 6 7 8 9 10; do \
	  echo "== seed $$seed"; \
	  $(TIMEOUT) 600 .build/release/kmcd demo --speed 0 --seed $$seed 2>/dev/null | tail -n 16 || exit 1; \
	done

eval: packages toolchain
	@$(TIMEOUT) 2400 $(RELEASE) --product kmc-eval
	@$(TIMEOUT) 900 .build/release/kmc-eval $(EVAL_FLAGS)

ward-year: packages toolchain
	@$(TIMEOUT) 2400 $(RELEASE) --product kmc-eval
	@$(TIMEOUT) 1800 .build/release/kmc-eval --ward-year $(WARD_YEAR_FLAGS)

format-check: toolchain
	@echo "== format"
	@$(TIMEOUT) 180 $(SWIFT) format lint --strict --parallel --recursive Sources Tests Package.swift

fuzz: packages toolchain
	@mkdir -p .build
	@.ci/run-fuzzer "C decoder" $(SECONDS) $(CODEC) fuzz SECONDS=$(SECONDS) CLANG=$(CLANG)
	@.ci/run-fuzzer "Swift decoder" $(SECONDS) Tests/Fuzz/run.sh $(SECONDS)

bench: packages toolchain
	@echo "== building for release (a first build takes 5 to 15 minutes on two cores)"
	@$(TIMEOUT) 2400 $(RELEASE) --product kmc-bench
	@$(TIMEOUT) 2400 $(RELEASE) --product kmcd
	@$(TIMEOUT) 300 .build/release/kmc-bench
	@$(TIMEOUT) 2400 Tests/bench/run --kmcd .build/release/kmcd
	@$(TIMEOUT) 120 .ci/measure-daemon .build/release/kmcd

# Twelve minutes: a condition that came more often would be told as flapping.
bench-alarm: packages toolchain
	@echo "== building for release (a first build takes 5 to 15 minutes on two cores)"
	@$(TIMEOUT) 2400 $(RELEASE) --product kmcd
	@$(TIMEOUT) 1200 Tests/bench/alarms --kmcd .build/release/kmcd $(BENCH_FLAGS)

clean:
	rm -rf .build Firmware-protocol/c/.build
