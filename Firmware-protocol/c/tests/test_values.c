/* The putters and getters that go by a field's name: each meets its own tag, and its range. */
#include <string.h>

#include "check.h"
#include "kmc_protocol.h"

static const kmc_header report = {KMC_REPORT, 0, 1, KMC_KIND_BINDER, 3, 77, 1000};

static bool decode_one(const uint8_t *wire, size_t size, kmc_decoder *decoder, kmc_frame *frame) {
  size_t used = 0;
  kmc_decoder_init(decoder, KMC_FROM_BOARD);
  return kmc_decoder_push_buffer(decoder, wire, size, &used, frame) == KMC_FRAME && used == size;
}

/* Puts one value, gets it back, and nothing else is in the frame but the tag. */
#define ROUND_TRIP(run, name, tag_, type, value_)                                  \
  do {                                                                             \
    uint8_t wire[KMC_WIRE_SIZE_MAX];                                               \
    kmc_encoder encoder;                                                           \
    kmc_decoder decoder;                                                           \
    kmc_frame frame;                                                               \
    type got = 0;                                                                  \
    kmc_begin_board(&encoder, wire, sizeof wire, &report);                         \
    CHECK(run, kmc_put_##name(&encoder, value_));                                  \
    size_t size = kmc_finish(&encoder);                                            \
    CHECK(run, decode_one(wire, size, &decoder, &frame));                          \
    CHECK(run, frame.fields[0] == (tag_));                                         \
    CHECK(run, kmc_tag_size_is_right((tag_), frame.fields[1]));                    \
    CHECK(run, kmc_get_##name(&frame, &got) && got == (value_));                   \
  } while (0)

static void test_round_trips(test_run *run) {
  ROUND_TRIP(run, clasp, KMC_TAG_CLASP, uint8_t, 1);
  ROUND_TRIP(run, contact, KMC_TAG_CONTACT, uint16_t, 10000);
  ROUND_TRIP(run, force, KMC_TAG_FORCE, uint16_t, 65535);
  ROUND_TRIP(run, tilt, KMC_TAG_TILT, int16_t, -1800);
  ROUND_TRIP(run, motion, KMC_TAG_MOTION, uint16_t, 125);
  ROUND_TRIP(run, inner, KMC_TAG_INNER, int16_t, 3490);
  ROUND_TRIP(run, outer, KMC_TAG_OUTER, int16_t, -32767 - 1);
  ROUND_TRIP(run, temperature, KMC_TAG_TEMPERATURE, int16_t, -1);
  ROUND_TRIP(run, humidity, KMC_TAG_HUMIDITY, uint16_t, 10000);
  ROUND_TRIP(run, battery, KMC_TAG_BATTERY, uint16_t, 3010);
  ROUND_TRIP(run, report_period, KMC_TAG_REPORT_PERIOD, uint32_t, 60000);
  ROUND_TRIP(run, history_period, KMC_TAG_HISTORY_PERIOD, uint32_t, 300000);
  ROUND_TRIP(run, record_cursor, KMC_TAG_RECORD_CURSOR, uint32_t, 0xFFFFFFFFu);
  ROUND_TRIP(run, record_boot, KMC_TAG_RECORD_BOOT, uint32_t, 0x01020304u);
  ROUND_TRIP(run, record_uptime, KMC_TAG_RECORD_UPTIME, uint64_t, 0x0102030405060708u);
  ROUND_TRIP(run, oldest_cursor, KMC_TAG_OLDEST_CURSOR, uint32_t, 41);
  ROUND_TRIP(run, newest_cursor, KMC_TAG_NEWEST_CURSOR, uint32_t, 44);
  ROUND_TRIP(run, records_lost, KMC_TAG_RECORDS_LOST, uint32_t, 960);
  ROUND_TRIP(run, most_records, KMC_TAG_MOST_RECORDS, uint8_t, 32);
  ROUND_TRIP(run, hardware_revision, KMC_TAG_HARDWARE_REVISION, uint16_t, 7);
  ROUND_TRIP(run, highest_version, KMC_TAG_HIGHEST_VERSION, uint8_t, 1);
  ROUND_TRIP(run, history_capacity, KMC_TAG_HISTORY_CAPACITY, uint32_t, 8640);
  ROUND_TRIP(run, answered_sequence, KMC_TAG_ANSWERED_SEQUENCE, uint16_t, 65535);
}

static void test_lists(test_run *run) {
  const uint8_t faults[] = {KMC_TAG_INNER, KMC_FAULT_OPEN_CIRCUIT, KMC_TAG_TILT, KMC_FAULT_BUS};
  const uint8_t tests[] = {1, KMC_TEST_PASSED, 2, KMC_TEST_NOT_RUN};
  const uint8_t tags[] = {KMC_TAG_CLASP, KMC_TAG_INNER, KMC_TAG_TILT};
  uint8_t wire[KMC_WIRE_SIZE_MAX];
  kmc_encoder encoder;
  kmc_decoder decoder;
  kmc_frame frame;
  const uint8_t *bytes = NULL;
  uint8_t count = 0;
  uint8_t first = 0;
  uint8_t second = 0;
  kmc_begin_board(&encoder, wire, sizeof wire, &report);
  CHECK(run, kmc_put_faults(&encoder, faults, 2));
  CHECK(run, kmc_put_self_test_results(&encoder, tests, 2));
  CHECK(run, kmc_put_measured_tags(&encoder, tags, sizeof tags));
  CHECK(run, kmc_put_firmware_version(&encoder, (const uint8_t *)"1.4.0", 5));
  CHECK(run, kmc_put_refused(&encoder, KMC_SET_PERIOD, KMC_REFUSED_BUSY));
  CHECK(run, decode_one(wire, kmc_finish(&encoder), &decoder, &frame));
  CHECK(run, kmc_get_faults(&frame, &bytes, &count) && count == 2);
  CHECK(run, memcmp(bytes, faults, sizeof faults) == 0);
  CHECK(run, kmc_get_fault_of(&frame, KMC_TAG_TILT, &first) && first == KMC_FAULT_BUS);
  CHECK(run, !kmc_get_fault_of(&frame, KMC_TAG_OUTER, &first));
  CHECK(run, kmc_get_self_test_results(&frame, &bytes, &count) && count == 2);
  CHECK(run, memcmp(bytes, tests, sizeof tests) == 0);
  CHECK(run, kmc_get_measured_tags(&frame, &bytes, &count) && count == sizeof tags);
  CHECK(run, memcmp(bytes, tags, sizeof tags) == 0);
  CHECK(run, kmc_get_firmware_version(&frame, &bytes, &count) && count == 5);
  CHECK(run, memcmp(bytes, "1.4.0", 5) == 0);
  CHECK(run, kmc_get_refused(&frame, &first, &second));
  CHECK(run, first == KMC_SET_PERIOD && second == KMC_REFUSED_BUSY);
  CHECK(run, kmc_frame_unknown_count(&frame) == 0 && !kmc_get_battery(&frame, &(uint16_t){0}));
}

/* What is out of range is not put, and the frame stays good. */
static void test_ranges(test_run *run) {
  static const uint8_t text[33] = {'x'};
  uint8_t wire[KMC_WIRE_SIZE_MAX];
  kmc_encoder encoder;
  kmc_begin_board(&encoder, wire, sizeof wire, &report);
  CHECK(run, !kmc_put_contact(&encoder, 10001));
  CHECK(run, !kmc_put_tilt(&encoder, 1801) && !kmc_put_tilt(&encoder, -1801));
  CHECK(run, !kmc_put_humidity(&encoder, 10001));
  CHECK(run, !kmc_put_report_period(&encoder, 999) && !kmc_put_report_period(&encoder, 60001));
  CHECK(run, !kmc_put_history_period(&encoder, 4999) && !kmc_put_history_period(&encoder, 300001));
  CHECK(run, !kmc_put_most_records(&encoder, 0) && !kmc_put_most_records(&encoder, 33));
  CHECK(run, !kmc_put_firmware_version(&encoder, text, 0));
  CHECK(run, !kmc_put_firmware_version(&encoder, text, sizeof text));
  CHECK(run, !kmc_put_faults(&encoder, text, 128));
  CHECK(run, encoder.error == KMC_ENCODE_OK);
  CHECK(run, kmc_finish(&encoder) == KMC_BOARD_HEADER_SIZE + KMC_CHECKSUM_SIZE + 2);
}

void test_values(test_run *run) {
  test_round_trips(run);
  test_lists(run);
  test_ranges(run);
}
