/*
 * KMC sensor protocol, version 1: reference codec for sensor boards, C99.
 * The protocol itself is described in Firmware-protocol/PROTOCOL.md.
 *
 * No heap, no globals, no recursion, no library calls: every function is re-entrant.
 * Nothing in here waits, reads a clock or touches hardware; the caller owns all memory.
 *
 *   receive   kmc_decoder_init, then kmc_decoder_push for every byte from the line;
 *             at KMC_FRAME read the frame with kmc_get_..., before the next push.
 *   send      kmc_begin_board, kmc_put_..., kmc_finish; then write the bytes to the line.
 */
#ifndef KMC_PROTOCOL_H
#define KMC_PROTOCOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kmc_constants.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ------------------------------------------------------------------ checksum */

/* CRC-32C (Castagnoli) of a whole buffer; of "123456789" it is 0xE3069283. */
uint32_t kmc_crc32c(const uint8_t *bytes, size_t size);

/* ------------------------------------------------------------------ frames */

/* The header of a frame in either direction. */
typedef struct kmc_header {
  uint8_t type;        /* kmc_message_type, or one that this version does not know */
  uint8_t address;
  uint16_t sequence;   /* the sender's own, +1 a frame, wraps */
  uint8_t device_kind; /* board frames: kmc_device_kind or unknown; 0 in gateway frames */
  uint32_t boot;       /* board frames: boot counter; 0 in gateway frames */
  uint64_t serial;     /* the board's own; gateway frames: the target, 0 = any */
  uint64_t uptime_ms;  /* board frames: since boot; 0 in gateway frames */
} kmc_header;

/* A decoded frame. `fields` points into the decoder: read it before the next push. */
typedef struct kmc_frame {
  kmc_header header;
  bool from_board;
  const uint8_t *fields;
  size_t fields_size;
} kmc_frame;

/* Which frames a decoder delivers; the others are rejected as wrong direction. */
typedef enum kmc_direction {
  KMC_FROM_BOARD = 1,   /* a gateway listens to boards */
  KMC_FROM_GATEWAY = 2, /* a board listens to the gateway */
  KMC_FROM_EITHER = 3   /* a line monitor */
} kmc_direction;

typedef enum kmc_result {
  KMC_NONE = 0,                    /* nothing complete yet, or an empty frame */
  KMC_FRAME = 1,                   /* a frame was delivered */
  KMC_REJECTED_TOO_LONG = 2,       /* tooLong: over 255 bytes with its delimiter */
  KMC_REJECTED_BAD_STUFFING = 3,   /* badStuffing: no COBS */
  KMC_REJECTED_TOO_SHORT = 4,      /* tooShort: less than its header and checksum */
  KMC_REJECTED_BAD_CHECKSUM = 5,   /* badChecksum */
  KMC_REJECTED_UNSUPPORTED_VERSION = 6, /* unsupportedVersion */
  KMC_REJECTED_MALFORMED_FIELDS = 7, /* malformedFields: a field runs over the end */
  KMC_REJECTED_WRONG_DIRECTION = 8 /* wrongDirection: or the reserved types 0x00 and 0xFF */
} kmc_result;

/* ------------------------------------------------------------------ decoder */

/* One a line. Contents are private. */
typedef struct kmc_decoder {
  uint8_t bytes[KMC_STUFFED_SIZE_MAX];
  uint16_t size;   /* bytes held */
  uint8_t accepts; /* kmc_direction */
  bool overrun;    /* the frame under way is too long: skip to its delimiter */
} kmc_decoder;

/* Prepares a decoder; also to be called after the line was closed and opened again. */
void kmc_decoder_init(kmc_decoder *decoder, kmc_direction accepts);

/*
 * Takes one byte from the line. At KMC_FRAME *frame is filled in and stays valid until the next
 * push; at any other result *frame is untouched. A rejection costs one frame only: the decoder
 * is ready for the next one.
 */
kmc_result kmc_decoder_push(kmc_decoder *decoder, uint8_t byte, kmc_frame *frame);

/*
 * Takes bytes up to and including the first that completes or rejects a frame. *used says how
 * many were taken; call again with the rest while *used < size.
 */
kmc_result kmc_decoder_push_buffer(kmc_decoder *decoder, const uint8_t *bytes, size_t size,
                                   size_t *used, kmc_frame *frame);

/*
 * True when a gateway's frame is meant for the board with this address and serial number: the
 * address is its own or broadcast, and the target serial number is its own or 0.
 */
bool kmc_frame_is_for(const kmc_frame *frame, uint8_t address, uint64_t serial);

/* ------------------------------------------------------------------ reading fields */

typedef struct kmc_field {
  uint8_t tag;
  uint8_t size;
  const uint8_t *value;
} kmc_field;

typedef struct kmc_field_iterator {
  const uint8_t *next;
  size_t remaining;
} kmc_field_iterator;

/* Walks all fields as they are on the wire: unknown, repeated and ill-sized ones too. */
kmc_field_iterator kmc_fields(const kmc_frame *frame);
bool kmc_fields_next(kmc_field_iterator *iterator, kmc_field *field);

/* True when the tag belongs to this version of the protocol. */
bool kmc_tag_is_known(uint8_t tag);

/* True when the size is one that a known tag has; for unknown tags true. */
bool kmc_tag_size_is_right(uint8_t tag, uint8_t size);

/* How many fields of known tags were skipped because of their size. */
size_t kmc_frame_wrong_size_count(const kmc_frame *frame);

/* How many fields of right size have a tag of which another such field came before. */
size_t kmc_frame_repeated_count(const kmc_frame *frame);

/* How many fields have a tag that this version does not know. */
size_t kmc_frame_unknown_count(const kmc_frame *frame);

/*
 * Each getter returns false, and leaves *value alone, when the frame has no such field of the
 * right size. Of repeated fields the first counts. Values are raw and not checked for range.
 */
bool kmc_get_bytes(const kmc_frame *frame, uint8_t tag, const uint8_t **value, uint8_t *size);
bool kmc_get_u8(const kmc_frame *frame, uint8_t tag, uint8_t *value);
bool kmc_get_u16(const kmc_frame *frame, uint8_t tag, uint16_t *value);
bool kmc_get_i16(const kmc_frame *frame, uint8_t tag, int16_t *value);
bool kmc_get_u32(const kmc_frame *frame, uint8_t tag, uint32_t *value);
bool kmc_get_u64(const kmc_frame *frame, uint8_t tag, uint64_t *value);

/* Measured. */
bool kmc_get_clasp(const kmc_frame *frame, uint8_t *closed);
bool kmc_get_contact(const kmc_frame *frame, uint16_t *ten_thousandths);
bool kmc_get_force(const kmc_frame *frame, uint16_t *centinewtons);
bool kmc_get_tilt(const kmc_frame *frame, int16_t *tenth_degrees);
bool kmc_get_motion(const kmc_frame *frame, uint16_t *tenth_milli_g);
bool kmc_get_inner(const kmc_frame *frame, int16_t *centicelsius);
bool kmc_get_outer(const kmc_frame *frame, int16_t *centicelsius);
bool kmc_get_temperature(const kmc_frame *frame, int16_t *centicelsius);
bool kmc_get_humidity(const kmc_frame *frame, uint16_t *centipercent);
bool kmc_get_battery(const kmc_frame *frame, uint16_t *millivolts);
/* *pairs is `count` times two bytes: tag, kmc_fault. */
bool kmc_get_faults(const kmc_frame *frame, const uint8_t **pairs, uint8_t *count);
/* False when the frame reports no fault of this tag. */
bool kmc_get_fault_of(const kmc_frame *frame, uint8_t tag, uint8_t *fault);

/* Control. */
bool kmc_get_report_period(const kmc_frame *frame, uint32_t *milliseconds);
bool kmc_get_history_period(const kmc_frame *frame, uint32_t *milliseconds);
bool kmc_get_record_cursor(const kmc_frame *frame, uint32_t *cursor);
bool kmc_get_record_boot(const kmc_frame *frame, uint32_t *boot);
bool kmc_get_record_uptime(const kmc_frame *frame, uint64_t *milliseconds);
bool kmc_get_oldest_cursor(const kmc_frame *frame, uint32_t *cursor);
bool kmc_get_newest_cursor(const kmc_frame *frame, uint32_t *cursor);
bool kmc_get_records_lost(const kmc_frame *frame, uint32_t *records);
bool kmc_get_most_records(const kmc_frame *frame, uint8_t *records);
/* ASCII, not terminated by a zero. */
bool kmc_get_firmware_version(const kmc_frame *frame, const uint8_t **text, uint8_t *size);
bool kmc_get_hardware_revision(const kmc_frame *frame, uint16_t *revision);
bool kmc_get_highest_version(const kmc_frame *frame, uint8_t *version);
bool kmc_get_measured_tags(const kmc_frame *frame, const uint8_t **tags, uint8_t *count);
bool kmc_get_history_capacity(const kmc_frame *frame, uint32_t *records);
/* *pairs is `count` times two bytes: test, kmc_test_result. */
bool kmc_get_self_test_results(const kmc_frame *frame, const uint8_t **pairs, uint8_t *count);
bool kmc_get_refused(const kmc_frame *frame, uint8_t *command, uint8_t *reason);
bool kmc_get_answered_sequence(const kmc_frame *frame, uint16_t *sequence);

/* ------------------------------------------------------------------ encoder */

typedef enum kmc_encode_error {
  KMC_ENCODE_OK = 0,
  KMC_ENCODE_NO_SPACE = 1,   /* the buffer, or 255 bytes, is full */
  KMC_ENCODE_WRONG_TYPE = 2, /* a gateway's type in a board frame or the converse, 0x00, 0xFF */
  KMC_ENCODE_FINISHED = 3    /* put or finish after finish */
} kmc_encode_error;

/* Writes one frame into the caller's buffer. Contents are private but for `error`. */
typedef struct kmc_encoder {
  uint8_t *wire;
  size_t capacity;
  size_t size; /* bytes used, the place of the first COBS code included */
  kmc_encode_error error;
} kmc_encoder;

/*
 * Begins a frame in `wire`; a capacity of KMC_WIRE_SIZE_MAX is enough for every frame. An error
 * sticks: later puts do nothing and kmc_finish returns 0.
 */
void kmc_begin_board(kmc_encoder *encoder, uint8_t *wire, size_t capacity,
                     const kmc_header *header);
void kmc_begin_gateway(kmc_encoder *encoder, uint8_t *wire, size_t capacity,
                       const kmc_header *header);

/*
 * Ends the frame: checksum, stuffing, delimiter. Returns the bytes to send, or 0 after an error
 * (encoder->error says which). After a silence of the line, and after its start, a sender first
 * sends one KMC_DELIMITER of its own.
 */
size_t kmc_finish(kmc_encoder *encoder);

/* Bytes left for fields, each field costing 2 and its value. */
size_t kmc_space_left(const kmc_encoder *encoder);

/* Any tag, any value; false when it does not fit (the error sticks). */
bool kmc_put_bytes(kmc_encoder *encoder, uint8_t tag, const uint8_t *value, uint8_t size);
bool kmc_put_u8(kmc_encoder *encoder, uint8_t tag, uint8_t value);
bool kmc_put_u16(kmc_encoder *encoder, uint8_t tag, uint16_t value);
bool kmc_put_i16(kmc_encoder *encoder, uint8_t tag, int16_t value);
bool kmc_put_u32(kmc_encoder *encoder, uint8_t tag, uint32_t value);
bool kmc_put_u64(kmc_encoder *encoder, uint8_t tag, uint64_t value);

/*
 * One a field. A value outside the field's range is not put: the function returns false, no
 * error sticks, and the frame can go on without it (for a measured value put the fault
 * KMC_FAULT_OUT_OF_RANGE instead).
 */
bool kmc_put_clasp(kmc_encoder *encoder, bool closed);
bool kmc_put_contact(kmc_encoder *encoder, uint16_t ten_thousandths);
bool kmc_put_force(kmc_encoder *encoder, uint16_t centinewtons);
bool kmc_put_tilt(kmc_encoder *encoder, int16_t tenth_degrees);
bool kmc_put_motion(kmc_encoder *encoder, uint16_t tenth_milli_g);
bool kmc_put_inner(kmc_encoder *encoder, int16_t centicelsius);
bool kmc_put_outer(kmc_encoder *encoder, int16_t centicelsius);
bool kmc_put_temperature(kmc_encoder *encoder, int16_t centicelsius);
bool kmc_put_humidity(kmc_encoder *encoder, uint16_t centipercent);
bool kmc_put_battery(kmc_encoder *encoder, uint16_t millivolts);
/* `pairs` is `count` times two bytes: tag, kmc_fault. One call a frame. */
bool kmc_put_faults(kmc_encoder *encoder, const uint8_t *pairs, uint8_t count);

bool kmc_put_report_period(kmc_encoder *encoder, uint32_t milliseconds);
bool kmc_put_history_period(kmc_encoder *encoder, uint32_t milliseconds);
bool kmc_put_record_cursor(kmc_encoder *encoder, uint32_t cursor);
bool kmc_put_record_boot(kmc_encoder *encoder, uint32_t boot);
bool kmc_put_record_uptime(kmc_encoder *encoder, uint64_t milliseconds);
bool kmc_put_oldest_cursor(kmc_encoder *encoder, uint32_t cursor);
bool kmc_put_newest_cursor(kmc_encoder *encoder, uint32_t cursor);
bool kmc_put_records_lost(kmc_encoder *encoder, uint32_t records);
bool kmc_put_most_records(kmc_encoder *encoder, uint8_t records);
bool kmc_put_firmware_version(kmc_encoder *encoder, const uint8_t *text, uint8_t size);
bool kmc_put_hardware_revision(kmc_encoder *encoder, uint16_t revision);
bool kmc_put_highest_version(kmc_encoder *encoder, uint8_t version);
bool kmc_put_measured_tags(kmc_encoder *encoder, const uint8_t *tags, uint8_t count);
bool kmc_put_history_capacity(kmc_encoder *encoder, uint32_t records);
/* `pairs` is `count` times two bytes: test, kmc_test_result. */
bool kmc_put_self_test_results(kmc_encoder *encoder, const uint8_t *pairs, uint8_t count);
bool kmc_put_refused(kmc_encoder *encoder, uint8_t command, uint8_t reason);
bool kmc_put_answered_sequence(kmc_encoder *encoder, uint16_t sequence);

#ifdef __cplusplus
}
#endif

#endif
