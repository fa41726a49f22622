#include "codec.h"

/* wire[0] is kept free for the first COBS code, so that kmc_stuff works in place. */
enum { PAYLOAD_AT = 1, STUFFING_AND_DELIMITER = 2 };

/* Payload bytes that may be used: what the buffer and the protocol allow. */
static size_t payload_capacity(const kmc_encoder *encoder) {
  if (encoder->capacity < STUFFING_AND_DELIMITER) {
    return 0;
  }
  size_t capacity = encoder->capacity - STUFFING_AND_DELIMITER;
  return capacity < KMC_PAYLOAD_SIZE_MAX ? capacity : KMC_PAYLOAD_SIZE_MAX;
}

static void begin(kmc_encoder *encoder, uint8_t *wire, size_t capacity, size_t header_size,
                  const kmc_header *header, bool type_is_right) {
  encoder->wire = wire;
  encoder->capacity = capacity;
  encoder->size = PAYLOAD_AT;
  encoder->error = KMC_ENCODE_OK;
  if (!type_is_right) {
    encoder->error = KMC_ENCODE_WRONG_TYPE;
    return;
  }
  if (payload_capacity(encoder) < header_size + KMC_CHECKSUM_SIZE) {
    encoder->error = KMC_ENCODE_NO_SPACE;
    return;
  }
  uint8_t *payload = wire + PAYLOAD_AT;
  payload[0] = KMC_PROTOCOL_VERSION;
  payload[1] = header->type;
  payload[2] = header->address;
  kmc_write_number(payload + 3, header->sequence, 2);
  encoder->size = PAYLOAD_AT + header_size;
}

void kmc_begin_board(kmc_encoder *encoder, uint8_t *wire, size_t capacity,
                     const kmc_header *header) {
  begin(encoder, wire, capacity, KMC_BOARD_HEADER_SIZE, header,
        kmc_type_is_from_board(header->type));
  if (encoder->error == KMC_ENCODE_OK) {
    uint8_t *payload = wire + PAYLOAD_AT;
    payload[5] = header->device_kind;
    kmc_write_number(payload + 6, header->serial, 8);
    kmc_write_number(payload + 14, header->boot, 4);
    kmc_write_number(payload + 18, header->uptime_ms, 8);
  }
}

void kmc_begin_gateway(kmc_encoder *encoder, uint8_t *wire, size_t capacity,
                       const kmc_header *header) {
  begin(encoder, wire, capacity, KMC_GATEWAY_HEADER_SIZE, header,
        kmc_type_is_from_gateway(header->type));
  if (encoder->error == KMC_ENCODE_OK) {
    kmc_write_number(wire + PAYLOAD_AT + 5, header->serial, 8);
  }
}

size_t kmc_space_left(const kmc_encoder *encoder) {
  if (encoder->error != KMC_ENCODE_OK) {
    return 0;
  }
  /* begin has made sure that this does not go below zero, and every put keeps it so. */
  return payload_capacity(encoder) - KMC_CHECKSUM_SIZE - (encoder->size - PAYLOAD_AT);
}

/* Room for a field's value, its tag and length written; NULL when it does not fit. */
static uint8_t *add_field(kmc_encoder *encoder, uint8_t tag, uint8_t size) {
  if (encoder->error != KMC_ENCODE_OK) {
    return NULL;
  }
  if (kmc_space_left(encoder) < (size_t)size + 2) {
    encoder->error = KMC_ENCODE_NO_SPACE;
    return NULL;
  }
  uint8_t *field = encoder->wire + encoder->size;
  field[0] = tag;
  field[1] = size;
  encoder->size += (size_t)size + 2;
  return field + 2;
}

bool kmc_put_bytes(kmc_encoder *encoder, uint8_t tag, const uint8_t *value, uint8_t size) {
  uint8_t *place = add_field(encoder, tag, size);
  if (place == NULL) {
    return false;
  }
  for (size_t index = 0; index < size; index++) {
    place[index] = value[index];
  }
  return true;
}

static bool put_number(kmc_encoder *encoder, uint8_t tag, uint64_t value, uint8_t size) {
  uint8_t *place = add_field(encoder, tag, size);
  if (place == NULL) {
    return false;
  }
  kmc_write_number(place, value, size);
  return true;
}

bool kmc_put_u8(kmc_encoder *encoder, uint8_t tag, uint8_t value) {
  return put_number(encoder, tag, value, 1);
}

bool kmc_put_u16(kmc_encoder *encoder, uint8_t tag, uint16_t value) {
  return put_number(encoder, tag, value, 2);
}

bool kmc_put_i16(kmc_encoder *encoder, uint8_t tag, int16_t value) {
  return put_number(encoder, tag, (uint16_t)value, 2);
}

bool kmc_put_u32(kmc_encoder *encoder, uint8_t tag, uint32_t value) {
  return put_number(encoder, tag, value, 4);
}

bool kmc_put_u64(kmc_encoder *encoder, uint8_t tag, uint64_t value) {
  return put_number(encoder, tag, value, 8);
}

size_t kmc_finish(kmc_encoder *encoder) {
  if (encoder->error != KMC_ENCODE_OK) {
    return 0;
  }
  uint8_t *payload = encoder->wire + PAYLOAD_AT;
  size_t size = encoder->size - PAYLOAD_AT;
  kmc_write_number(payload + size, kmc_crc32c(payload, size), KMC_CHECKSUM_SIZE);
  encoder->error = KMC_ENCODE_FINISHED;
  return kmc_stuff(encoder->wire, size + KMC_CHECKSUM_SIZE);
}
