#include "codec.h"

/* C99 has no static assertion; an array of negative size stops the compiler as well. */
typedef char kmc_decoder_is_small[(sizeof(kmc_decoder) < KMC_DECODER_SIZE_MAX) ? 1 : -1];

bool kmc_type_is_from_board(uint8_t type) { return type >= 0x01 && type <= 0x7F; }

bool kmc_type_is_from_gateway(uint8_t type) { return type >= 0x80 && type <= 0xFE; }

void kmc_decoder_init(kmc_decoder *decoder, kmc_direction accepts) {
  decoder->size = 0;
  decoder->accepts = (uint8_t)accepts;
  decoder->overrun = false;
}

static bool is_accepted(const kmc_decoder *decoder, uint8_t type) {
  uint8_t from = 0;
  if (kmc_type_is_from_board(type)) {
    from = (uint8_t)KMC_FROM_BOARD;
  } else if (kmc_type_is_from_gateway(type)) {
    from = (uint8_t)KMC_FROM_GATEWAY;
  }
  return (decoder->accepts & from) != 0;
}

/* True when the fields end exactly where the checksum begins. */
static bool fields_are_whole(const uint8_t *fields, size_t size) {
  while (size > 0) {
    if (size < 2 || (size_t)fields[1] + 2 > size) {
      return false;
    }
    size_t step = (size_t)fields[1] + 2;
    fields += step;
    size -= step;
  }
  return true;
}

static void read_header(const uint8_t *payload, bool from_board, kmc_header *header) {
  header->type = payload[1];
  header->address = payload[2];
  header->sequence = kmc_read_u16(payload + 3);
  if (from_board) {
    header->device_kind = payload[5];
    header->serial = kmc_read_u64(payload + 6);
    header->boot = kmc_read_u32(payload + 14);
    header->uptime_ms = kmc_read_u64(payload + 18);
  } else {
    header->device_kind = 0;
    header->serial = kmc_read_u64(payload + 5);
    header->boot = 0;
    header->uptime_ms = 0;
  }
}

/* The whole frame without its delimiter is in decoder->bytes. */
static kmc_result decode(kmc_decoder *decoder, kmc_frame *frame) {
  uint8_t *payload = decoder->bytes;
  size_t size = 0;
  if (!kmc_unstuff(payload, decoder->size, &size)) {
    return KMC_REJECTED_BAD_STUFFING;
  }
  if (size < KMC_COMMON_HEADER_SIZE + KMC_CHECKSUM_SIZE) {
    return KMC_REJECTED_TOO_SHORT;
  }
  size_t end = size - KMC_CHECKSUM_SIZE;
  if (kmc_crc32c(payload, end) != kmc_read_u32(payload + end)) {
    return KMC_REJECTED_BAD_CHECKSUM;
  }
  /* Another version may have another header: nothing behind the version is looked at before. */
  if (payload[0] != KMC_PROTOCOL_VERSION) {
    return KMC_REJECTED_UNSUPPORTED_VERSION;
  }
  if (!is_accepted(decoder, payload[1])) {
    return KMC_REJECTED_WRONG_DIRECTION;
  }
  bool from_board = kmc_type_is_from_board(payload[1]);
  size_t header_size = from_board ? KMC_BOARD_HEADER_SIZE : KMC_GATEWAY_HEADER_SIZE;
  if (end < header_size) {
    return KMC_REJECTED_TOO_SHORT;
  }
  if (!fields_are_whole(payload + header_size, end - header_size)) {
    return KMC_REJECTED_MALFORMED_FIELDS;
  }
  read_header(payload, from_board, &frame->header);
  frame->from_board = from_board;
  frame->fields = payload + header_size;
  frame->fields_size = end - header_size;
  return KMC_FRAME;
}

kmc_result kmc_decoder_push(kmc_decoder *decoder, uint8_t byte, kmc_frame *frame) {
  if (byte != KMC_DELIMITER) {
    if (decoder->size < KMC_STUFFED_SIZE_MAX) {
      decoder->bytes[decoder->size++] = byte;
    } else {
      decoder->overrun = true;
    }
    return KMC_NONE;
  }
  kmc_result result = KMC_NONE;
  if (decoder->overrun) {
    result = KMC_REJECTED_TOO_LONG;
  } else if (decoder->size > 0) {
    result = decode(decoder, frame);
  }
  decoder->size = 0;
  decoder->overrun = false;
  return result;
}

kmc_result kmc_decoder_push_buffer(kmc_decoder *decoder, const uint8_t *bytes, size_t size,
                                   size_t *used, kmc_frame *frame) {
  kmc_result result = KMC_NONE;
  size_t taken = 0;
  while (taken < size && result == KMC_NONE) {
    result = kmc_decoder_push(decoder, bytes[taken], frame);
    taken++;
  }
  *used = taken;
  return result;
}

bool kmc_frame_is_for(const kmc_frame *frame, uint8_t address, uint64_t serial) {
  if (frame->from_board) {
    return false;
  }
  bool address_fits =
      frame->header.address == address || frame->header.address == KMC_ADDRESS_BROADCAST;
  bool serial_fits = frame->header.serial == 0 || frame->header.serial == serial;
  return address_fits && serial_fits;
}
