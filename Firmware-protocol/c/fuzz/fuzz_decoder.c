/*
 * libFuzzer harness. The first byte says who listens, and whether the rest comes over the line
 * as it is or as a payload that the harness gives a checksum and stuffing, which chance never
 * would. Besides not crashing, the decoder must give the same events for any division of the
 * bytes, and each delivered frame must survive a round trip through the encoder.
 */
#include <stdlib.h>
#include <string.h>

#include "../src/codec.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
  if (!condition) {
    abort();
  }
}

static void use_all_values(const kmc_frame *frame) {
  kmc_field_iterator iterator = kmc_fields(frame);
  kmc_field field;
  size_t count = 0;
  uint64_t sum = 0;
  while (kmc_fields_next(&iterator, &field)) {
    count++;
    for (size_t index = 0; index < field.size; index++) {
      sum += field.value[index];
    }
  }
  /* Keeps the reads above from being optimised away. */
  require(sum <= 255u * KMC_PAYLOAD_SIZE_MAX);
  require(kmc_frame_wrong_size_count(frame) + kmc_frame_repeated_count(frame) <= count);
  require(kmc_frame_unknown_count(frame) <= count);
  for (unsigned tag = 0; tag < 256; tag++) {
    const uint8_t *value = NULL;
    uint8_t value_size = 0;
    uint8_t fault = 0;
    uint64_t number = 0;
    if (kmc_get_bytes(frame, (uint8_t)tag, &value, &value_size)) {
      require(value >= frame->fields);
      require(value + value_size <= frame->fields + frame->fields_size);
    }
    kmc_get_u64(frame, (uint8_t)tag, &number);
    kmc_get_fault_of(frame, (uint8_t)tag, &fault);
  }
  uint8_t command = 0;
  uint8_t reason = 0;
  kmc_get_refused(frame, &command, &reason);
}

static void require_round_trip(const kmc_frame *frame, kmc_direction accepts) {
  uint8_t wire[KMC_WIRE_SIZE_MAX];
  kmc_encoder encoder;
  if (frame->from_board) {
    kmc_begin_board(&encoder, wire, sizeof wire, &frame->header);
  } else {
    kmc_begin_gateway(&encoder, wire, sizeof wire, &frame->header);
  }
  kmc_field_iterator iterator = kmc_fields(frame);
  kmc_field field;
  while (kmc_fields_next(&iterator, &field)) {
    require(kmc_put_bytes(&encoder, field.tag, field.value, field.size));
  }
  size_t size = kmc_finish(&encoder);
  require(size > 0);
  kmc_decoder decoder;
  kmc_frame again;
  size_t used = 0;
  kmc_decoder_init(&decoder, accepts);
  require(kmc_decoder_push_buffer(&decoder, wire, size, &used, &again) == KMC_FRAME);
  require(used == size && again.fields_size == frame->fields_size);
  require(again.fields_size == 0 || memcmp(again.fields, frame->fields, again.fields_size) == 0);
}

static void receive(const uint8_t *bytes, size_t size, kmc_direction accepts) {
  kmc_decoder by_byte;
  kmc_decoder by_buffer;
  kmc_frame frame;
  kmc_frame other;
  kmc_decoder_init(&by_byte, accepts);
  kmc_decoder_init(&by_buffer, accepts);
  for (size_t at = 0; at < size;) {
    size_t used = 0;
    kmc_result result = kmc_decoder_push_buffer(&by_buffer, bytes + at, size - at, &used, &frame);
    for (size_t index = 0; index < used; index++) {
      kmc_result alone = kmc_decoder_push(&by_byte, bytes[at + index], &other);
      require(alone == (index + 1 == used ? result : KMC_NONE));
    }
    at += used;
    if (result == KMC_FRAME) {
      use_all_values(&frame);
      require_round_trip(&frame, accepts);
    }
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) {
    return 0;
  }
  uint8_t choice = data[0];
  const uint8_t *bytes = data + 1;
  size_t count = size - 1;
  kmc_direction accepts = (kmc_direction)(1 + (choice & 0x7F) % 3);
  if (choice < 0x80) {
    receive(bytes, count, accepts);
    return 0;
  }
  uint8_t wire[KMC_WIRE_SIZE_MAX];
  size_t most = KMC_PAYLOAD_SIZE_MAX - KMC_CHECKSUM_SIZE;
  count = count < most ? count : most;
  for (size_t index = 0; index < count; index++) {
    wire[1 + index] = bytes[index];
  }
  kmc_write_number(wire + 1 + count, kmc_crc32c(wire + 1, count), KMC_CHECKSUM_SIZE);
  receive(wire, kmc_stuff(wire, count + KMC_CHECKSUM_SIZE), accepts);
  return 0;
}
