/* The codec's own promises: size, checksum, limits of the encoder, addressing. */
#include <string.h>

#include "check.h"
#include "kmc_protocol.h"

static void test_sizes(test_run *run) {
  CHECK(run, sizeof(kmc_decoder) < 600);
  CHECK(run, sizeof(kmc_encoder) < 64);
  CHECK(run, sizeof(kmc_frame) < 64);
  printf("sizes in bytes: decoder %u, encoder %u, frame %u\n", (unsigned)sizeof(kmc_decoder),
         (unsigned)sizeof(kmc_encoder), (unsigned)sizeof(kmc_frame));
}

/* Bit by bit, to hold against the table. */
static uint32_t slow_crc32c(const uint8_t *bytes, size_t size) {
  uint32_t crc = 0xFFFFFFFFu;
  for (size_t index = 0; index < size; index++) {
    crc ^= bytes[index];
    for (int bit = 0; bit < 8; bit++) {
      crc = (crc & 1u) != 0 ? (crc >> 1) ^ 0x82F63B78u : crc >> 1;
    }
  }
  return crc ^ 0xFFFFFFFFu;
}

static void test_checksum(test_run *run) {
  CHECK(run, kmc_crc32c((const uint8_t *)"123456789", 9) == 0xE3069283u);
  CHECK(run, kmc_crc32c(NULL, 0) == 0);
  for (unsigned value = 0; value < 256; value++) {
    uint8_t bytes[3] = {(uint8_t)value, 0, (uint8_t)(255u - value)};
    CHECK(run, kmc_crc32c(bytes, 3) == slow_crc32c(bytes, 3));
  }
}

static const kmc_header report = {KMC_REPORT, 0, 1, KMC_KIND_BINDER, 3, 77, 1000};
static const kmc_header poll = {KMC_POLL, 12, 1, 0, 0, 0, 0};

/* No capacity leads outside the buffer, and each that is enough gives the same frame. */
static void test_every_capacity(test_run *run) {
  uint8_t whole[KMC_WIRE_SIZE_MAX];
  kmc_encoder encoder;
  kmc_begin_board(&encoder, whole, sizeof whole, &report);
  kmc_put_battery(&encoder, 3000);
  size_t needed = kmc_finish(&encoder);
  CHECK(run, needed == KMC_BOARD_HEADER_SIZE + 4 + KMC_CHECKSUM_SIZE + 2);
  for (size_t capacity = 0; capacity <= needed + 1; capacity++) {
    uint8_t wire[KMC_WIRE_SIZE_MAX];
    memset(wire, 0xEE, sizeof wire);
    kmc_begin_board(&encoder, wire, capacity, &report);
    bool was_put = kmc_put_battery(&encoder, 3000);
    size_t size = kmc_finish(&encoder);
    CHECK(run, was_put == (capacity >= needed));
    CHECK(run, size == (capacity >= needed ? needed : 0));
    CHECK(run, size != 0 || encoder.error == KMC_ENCODE_NO_SPACE);
    CHECK(run, size == 0 || memcmp(wire, whole, size) == 0);
    for (size_t index = capacity; index < sizeof wire; index++) {
      CHECK(run, wire[index] == 0xEE);
    }
  }
}

static void test_largest_frame(test_run *run) {
  uint8_t wire[KMC_WIRE_SIZE_MAX + 10];
  uint8_t value[KMC_BOARD_FIELDS_SIZE_MAX];
  kmc_encoder encoder;
  memset(value, 1, sizeof value);
  /* More capacity than the protocol allows must not make a longer frame. */
  kmc_begin_board(&encoder, wire, sizeof wire, &report);
  CHECK(run, kmc_space_left(&encoder) == KMC_BOARD_FIELDS_SIZE_MAX);
  CHECK(run, kmc_put_bytes(&encoder, 0xD0, value, KMC_BOARD_FIELDS_SIZE_MAX - 2));
  CHECK(run, kmc_space_left(&encoder) == 0);
  CHECK(run, kmc_finish(&encoder) == KMC_WIRE_SIZE_MAX);
  kmc_begin_board(&encoder, wire, sizeof wire, &report);
  CHECK(run, !kmc_put_bytes(&encoder, 0xD0, value, KMC_BOARD_FIELDS_SIZE_MAX - 1));
  CHECK(run, kmc_finish(&encoder) == 0);
  kmc_begin_gateway(&encoder, wire, sizeof wire, &poll);
  CHECK(run, kmc_space_left(&encoder) == KMC_GATEWAY_FIELDS_SIZE_MAX);
}

static void test_encoder_mistakes(test_run *run) {
  uint8_t wire[KMC_WIRE_SIZE_MAX];
  kmc_encoder encoder;
  kmc_begin_board(&encoder, wire, sizeof wire, &poll);
  CHECK(run, kmc_finish(&encoder) == 0 && encoder.error == KMC_ENCODE_WRONG_TYPE);
  kmc_begin_gateway(&encoder, wire, sizeof wire, &report);
  CHECK(run, kmc_finish(&encoder) == 0 && encoder.error == KMC_ENCODE_WRONG_TYPE);
  kmc_header reserved = poll;
  reserved.type = 0xFF;
  kmc_begin_gateway(&encoder, wire, sizeof wire, &reserved);
  CHECK(run, kmc_finish(&encoder) == 0);
  reserved.type = 0x00;
  kmc_begin_board(&encoder, wire, sizeof wire, &reserved);
  CHECK(run, kmc_finish(&encoder) == 0);
  kmc_begin_board(&encoder, wire, sizeof wire, &report);
  CHECK(run, kmc_finish(&encoder) > 0);
  CHECK(run, !kmc_put_battery(&encoder, 1) && kmc_finish(&encoder) == 0);
  CHECK(run, encoder.error == KMC_ENCODE_FINISHED);
}

static void test_addressing(test_run *run) {
  kmc_frame frame = {{KMC_POLL, 12, 0, 0, 0, 0, 0}, false, NULL, 0};
  CHECK(run, kmc_frame_is_for(&frame, 12, 77));
  CHECK(run, !kmc_frame_is_for(&frame, 13, 77));
  frame.header.serial = 77;
  CHECK(run, kmc_frame_is_for(&frame, 12, 77));
  CHECK(run, !kmc_frame_is_for(&frame, 12, 78));
  frame.header.address = KMC_ADDRESS_BROADCAST;
  CHECK(run, kmc_frame_is_for(&frame, 1, 77));
  CHECK(run, !kmc_frame_is_for(&frame, 1, 78));
  frame.from_board = true;
  CHECK(run, !kmc_frame_is_for(&frame, 1, 77));
}

static void test_iterator_on_broken_fields(test_run *run) {
  const uint8_t fields[] = {0x10, 1, 1, 0x17, 9, 0};
  kmc_frame frame = {{KMC_REPORT, 0, 0, 1, 0, 0, 0}, true, fields, sizeof fields};
  kmc_field_iterator iterator = kmc_fields(&frame);
  kmc_field field;
  CHECK(run, kmc_fields_next(&iterator, &field) && field.tag == 0x10);
  CHECK(run, !kmc_fields_next(&iterator, &field));
}

void test_codec(test_run *run) {
  test_sizes(run);
  test_checksum(run);
  test_every_capacity(run);
  test_largest_frame(run);
  test_encoder_mistakes(run);
  test_addressing(run);
  test_iterator_on_broken_fields(run);
}
