/* Random bytes and random frames, from a fixed seed. */
#include <string.h>

#include "check.h"
#include "kmc_protocol.h"

enum { NOISE_BYTES = 2000000, FRAMES = 20000 };

typedef struct random {
  uint64_t state;
} random;

/* splitmix64 */
static uint64_t next(random *random) {
  random->state += 0x9E3779B97F4A7C15u;
  uint64_t mixed = random->state;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
  return mixed ^ (mixed >> 31);
}

static uint32_t below(random *random, uint32_t limit) {
  return (uint32_t)(next(random) % limit);
}

/* Half of the values small and half of the bytes zero, where stuffing has its corners. */
static uint8_t some_byte(random *random) {
  return (uint8_t)(below(random, 2) == 0 ? 0 : next(random));
}

static size_t some_frame(random *random, uint8_t *wire, kmc_header *header) {
  kmc_encoder encoder;
  bool is_board = below(random, 2) == 0;
  header->type = (uint8_t)(is_board ? 1 + below(random, 0x7F) : 0x80 + below(random, 0x7F));
  header->address = some_byte(random);
  header->sequence = (uint16_t)next(random);
  header->device_kind = is_board ? some_byte(random) : 0;
  header->boot = is_board ? (uint32_t)next(random) : 0;
  header->serial = below(random, 2) == 0 ? next(random) : some_byte(random);
  header->uptime_ms = is_board ? next(random) >> below(random, 64) : 0;
  if (is_board) {
    kmc_begin_board(&encoder, wire, KMC_WIRE_SIZE_MAX, header);
  } else {
    kmc_begin_gateway(&encoder, wire, KMC_WIRE_SIZE_MAX, header);
  }
  for (uint32_t count = below(random, 12); count > 0; count--) {
    uint8_t value[KMC_PAYLOAD_SIZE_MAX];
    size_t space = kmc_space_left(&encoder);
    if (space < 2) {
      break;
    }
    /* Mostly small fields, now and then all the space there is. */
    size_t most = space - 2 < 10 || below(random, 20) == 0 ? space - 2 : 10;
    uint8_t size = (uint8_t)(below(random, 4) == 0 ? most : below(random, (uint32_t)most + 1));
    for (size_t index = 0; index < size; index++) {
      value[index] = some_byte(random);
    }
    kmc_put_bytes(&encoder, (uint8_t)next(random), value, size);
  }
  return kmc_finish(&encoder);
}

static bool same_header(const kmc_header *left, const kmc_header *right) {
  return left->type == right->type && left->address == right->address &&
         left->sequence == right->sequence && left->device_kind == right->device_kind &&
         left->boot == right->boot && left->serial == right->serial &&
         left->uptime_ms == right->uptime_ms;
}

/* The same fields, encoded anew, are the same bytes. */
static bool encodes_alike(const kmc_frame *frame, const uint8_t *wire, size_t size) {
  uint8_t again[KMC_WIRE_SIZE_MAX];
  kmc_encoder encoder;
  if (frame->from_board) {
    kmc_begin_board(&encoder, again, sizeof again, &frame->header);
  } else {
    kmc_begin_gateway(&encoder, again, sizeof again, &frame->header);
  }
  kmc_field_iterator iterator = kmc_fields(frame);
  kmc_field field;
  while (kmc_fields_next(&iterator, &field)) {
    kmc_put_bytes(&encoder, field.tag, field.value, field.size);
  }
  return kmc_finish(&encoder) == size && memcmp(again, wire, size) == 0;
}

/* After any noise that ends with a delimiter the next whole frame is read. */
static void test_round_trip_in_noise(test_run *run) {
  random random = {2026};
  kmc_decoder decoder;
  kmc_decoder_init(&decoder, KMC_FROM_EITHER);
  unsigned delivered = 0;
  for (unsigned count = 0; count < FRAMES; count++) {
    uint8_t wire[KMC_WIRE_SIZE_MAX];
    kmc_header header;
    kmc_frame frame;
    for (uint32_t noise = below(&random, 3) == 0 ? below(&random, 400) : 0; noise > 0; noise--) {
      kmc_decoder_push(&decoder, some_byte(&random), &frame);
    }
    kmc_decoder_push(&decoder, KMC_DELIMITER, &frame);
    size_t size = some_frame(&random, wire, &header);
    for (size_t index = 0; index < size; index++) {
      kmc_result result = kmc_decoder_push(&decoder, wire[index], &frame);
      if (index + 1 < size) {
        CHECK(run, result == KMC_NONE);
      } else if (CHECK(run, result == KMC_FRAME)) {
        delivered++;
        CHECK(run, same_header(&frame.header, &header));
        CHECK(run, encodes_alike(&frame, wire, size));
      }
    }
  }
  CHECK(run, delivered == FRAMES);
}

/* Pure noise: no frame can pass the checksum but by a chance of 1 in 4,000 million. */
static void test_pure_noise(test_run *run) {
  random random = {7};
  kmc_decoder decoder;
  kmc_frame frame;
  unsigned counts[KMC_REJECTED_WRONG_DIRECTION + 1] = {0};
  kmc_decoder_init(&decoder, KMC_FROM_EITHER);
  for (unsigned index = 0; index < NOISE_BYTES; index++) {
    /* Stretches full of zeros and stretches of small codes reach every rejection. */
    uint8_t byte = (uint8_t)next(&random);
    if ((index / 4096) % 2 == 1) {
      byte = (uint8_t)(below(&random, 40) == 0 ? 0 : 1 + below(&random, 4));
    }
    counts[kmc_decoder_push(&decoder, byte, &frame)]++;
  }
  CHECK(run, counts[KMC_FRAME] == 0);
  CHECK(run, counts[KMC_REJECTED_TOO_LONG] > 0);
  CHECK(run, counts[KMC_REJECTED_BAD_STUFFING] > 0);
  CHECK(run, counts[KMC_REJECTED_TOO_SHORT] > 0);
  CHECK(run, counts[KMC_REJECTED_BAD_CHECKSUM] > 0);
}

void test_noise(test_run *run) {
  test_round_trip_in_noise(run);
  test_pure_noise(run);
}
