/* Every vector: bytes to values in several divisions, values to bytes for the canonical ones. */
#include <string.h>

#include "check.h"
#include "kmc_protocol.h"
#include "vector_file.h"

/* A vector under test and the line that must be met next. */
typedef struct reading {
  test_run *run;
  const vector *of;
  const char *name;
  size_t at;
} reading;

static const vector_line *peek(const reading *reading) {
  return reading->at < reading->of->line_count ? &reading->of->lines[reading->at] : NULL;
}

static bool next_is(const reading *reading, const char *key) {
  const vector_line *line = peek(reading);
  return line != NULL && strcmp(line->key, key) == 0;
}

static bool begins_event(const reading *reading) {
  return peek(reading) == NULL || next_is(reading, "reject") || next_is(reading, "frame");
}

/* Takes a line `key number` and returns its number. */
static uint64_t take_number(reading *reading, const char *key) {
  uint64_t number = 0;
  if (CHECK_IN(reading->run, reading->name, next_is(reading, key))) {
    CHECK_IN(reading->run, key, vector_number(peek(reading)->first, &number));
    reading->at++;
  }
  return number;
}

static const char *reason_name(kmc_result result) {
  switch (result) {
    case KMC_REJECTED_TOO_LONG: return "tooLong";
    case KMC_REJECTED_BAD_STUFFING: return "badStuffing";
    case KMC_REJECTED_TOO_SHORT: return "tooShort";
    case KMC_REJECTED_BAD_CHECKSUM: return "badChecksum";
    case KMC_REJECTED_UNSUPPORTED_VERSION: return "unsupportedVersion";
    case KMC_REJECTED_MALFORMED_FIELDS: return "malformedFields";
    case KMC_REJECTED_WRONG_DIRECTION: return "wrongDirection";
    case KMC_NONE:
    case KMC_FRAME: break;
  }
  return "none";
}

static kmc_header take_header(reading *reading, bool is_board) {
  kmc_header header = {0};
  header.type = (uint8_t)take_number(reading, "type");
  header.address = (uint8_t)take_number(reading, "address");
  header.sequence = (uint16_t)take_number(reading, "sequence");
  if (is_board) {
    header.device_kind = (uint8_t)take_number(reading, "kind");
    header.serial = take_number(reading, "serial");
    header.boot = (uint32_t)take_number(reading, "boot");
    header.uptime_ms = take_number(reading, "uptime");
  } else {
    header.serial = take_number(reading, "target");
  }
  return header;
}

/* The getter of the field's form gives the value of the line. */
static bool value_is(const kmc_frame *frame, const field_name *name, const char *text) {
  uint8_t bytes[KMC_WIRE_SIZE_MAX];
  size_t size = 0;
  const uint8_t *found = NULL;
  uint8_t found_size = 0;
  uint64_t number = 0;
  uint8_t u8 = 0;
  uint16_t u16 = 0;
  int16_t i16 = 0;
  uint32_t u32 = 0;
  uint64_t u64 = 0;
  if (name->form == FORM_BYTES) {
    return vector_bytes(text, bytes, sizeof bytes, &size) &&
           kmc_get_bytes(frame, name->tag, &found, &found_size) && found_size == size &&
           memcmp(found, bytes, size) == 0;
  }
  if (!vector_number(text, &number)) {
    return false;
  }
  switch (name->form) {
    case FORM_U8: return kmc_get_u8(frame, name->tag, &u8) && u8 == number;
    case FORM_U16: return kmc_get_u16(frame, name->tag, &u16) && u16 == number;
    case FORM_I16: return kmc_get_i16(frame, name->tag, &i16) && (uint64_t)i16 == number;
    case FORM_U32: return kmc_get_u32(frame, name->tag, &u32) && u32 == number;
    case FORM_U64: return kmc_get_u64(frame, name->tag, &u64) && u64 == number;
    case FORM_BYTES: break;
  }
  return false;
}

/* The field as it lies on the wire is that of the next line. */
static void take_field(reading *reading, const kmc_frame *frame, const kmc_field *field) {
  test_run *run = reading->run;
  if (!CHECK_IN(run, reading->name, !begins_event(reading))) {
    return;
  }
  const vector_line *line = peek(reading);
  reading->at++;
  if (strcmp(line->key, "field") == 0) {
    uint8_t bytes[KMC_WIRE_SIZE_MAX];
    size_t size = 0;
    uint64_t tag = 0;
    CHECK_IN(run, reading->name, vector_number(line->first, &tag) && tag == field->tag);
    CHECK_IN(run, reading->name, vector_bytes(line->second, bytes, sizeof bytes, &size));
    CHECK_IN(run, reading->name, size == field->size && memcmp(bytes, field->value, size) == 0);
    CHECK_IN(run, reading->name, !kmc_tag_is_known(field->tag));
    return;
  }
  const field_name *name = field_named(line->key);
  if (CHECK_IN(run, reading->name, name != NULL)) {
    CHECK_IN(run, reading->name, name->tag == field->tag && kmc_tag_is_known(field->tag));
    CHECK_IN(run, line->key, value_is(frame, name, line->first));
  }
}

/* True when a receiver passes this field over: of a wrong size, or there before. */
static bool is_skipped(const kmc_frame *frame, const kmc_field *field) {
  const uint8_t *value = NULL;
  uint8_t size = 0;
  return !kmc_tag_size_is_right(field->tag, field->size) ||
         (kmc_get_bytes(frame, field->tag, &value, &size) && value != field->value);
}

static void take_frame(reading *reading, const kmc_frame *frame) {
  test_run *run = reading->run;
  bool is_board = strcmp(peek(reading)->first, "board") == 0;
  reading->at++;
  CHECK_IN(run, reading->name, frame->from_board == is_board);
  kmc_header header = take_header(reading, is_board);
  CHECK_IN(run, reading->name, header.type == frame->header.type);
  CHECK_IN(run, reading->name, header.address == frame->header.address);
  CHECK_IN(run, reading->name, header.sequence == frame->header.sequence);
  CHECK_IN(run, reading->name, header.device_kind == frame->header.device_kind);
  CHECK_IN(run, reading->name, header.serial == frame->header.serial);
  CHECK_IN(run, reading->name, header.boot == frame->header.boot);
  CHECK_IN(run, reading->name, header.uptime_ms == frame->header.uptime_ms);
  kmc_field_iterator iterator = kmc_fields(frame);
  kmc_field field;
  while (kmc_fields_next(&iterator, &field)) {
    if (!is_skipped(frame, &field)) {
      take_field(reading, frame, &field);
    }
  }
  uint64_t wrong_size = next_is(reading, "wrong-size") ? take_number(reading, "wrong-size") : 0;
  uint64_t repeated = next_is(reading, "repeated") ? take_number(reading, "repeated") : 0;
  CHECK_IN(run, reading->name, kmc_frame_wrong_size_count(frame) == wrong_size);
  CHECK_IN(run, reading->name, kmc_frame_repeated_count(frame) == repeated);
  CHECK_IN(run, reading->name, begins_event(reading));
}

static void take_event(reading *reading, kmc_result result, const kmc_frame *frame) {
  if (!CHECK_IN(reading->run, reading->name, peek(reading) != NULL)) {
    return;
  }
  if (result == KMC_FRAME) {
    if (CHECK_IN(reading->run, reading->name, next_is(reading, "frame"))) {
      take_frame(reading, frame);
    }
    return;
  }
  CHECK_IN(reading->run, reading->name,
           next_is(reading, "reject") && strcmp(peek(reading)->first, reason_name(result)) == 0);
  reading->at++;
}

static kmc_direction direction_of(const vector *vector) {
  const char *receiver = vector->lines[1].first;
  if (strcmp(receiver, "either") == 0) {
    return KMC_FROM_EITHER;
  }
  return strcmp(receiver, "board") == 0 ? KMC_FROM_GATEWAY : KMC_FROM_BOARD;
}

/* Feeds the wire in pieces of `piece` bytes. */
static void decode_vector(test_run *run, const vector *vector, size_t piece) {
  reading reading = {run, vector, vector->lines[0].first, 4};
  kmc_decoder decoder;
  kmc_frame frame;
  kmc_decoder_init(&decoder, direction_of(vector));
  for (size_t start = 0; start < vector->wire_size; start += piece) {
    size_t end = start + piece < vector->wire_size ? start + piece : vector->wire_size;
    for (size_t at = start; at < end;) {
      size_t used = 0;
      kmc_result result =
          kmc_decoder_push_buffer(&decoder, vector->wire + at, end - at, &used, &frame);
      at += used;
      if (result != KMC_NONE) {
        take_event(&reading, result, &frame);
      }
    }
  }
  CHECK_IN(run, reading.name, peek(&reading) == NULL);
}

static void put_line(kmc_encoder *encoder, const vector_line *line) {
  uint8_t bytes[KMC_WIRE_SIZE_MAX];
  size_t size = 0;
  uint64_t number = 0;
  const field_name *name = field_named(line->key);
  if (name == NULL) {
    vector_number(line->first, &number);
    vector_bytes(line->second, bytes, sizeof bytes, &size);
    kmc_put_bytes(encoder, (uint8_t)number, bytes, (uint8_t)size);
    return;
  }
  if (name->form == FORM_BYTES) {
    vector_bytes(line->first, bytes, sizeof bytes, &size);
    kmc_put_bytes(encoder, name->tag, bytes, (uint8_t)size);
    return;
  }
  vector_number(line->first, &number);
  switch (name->form) {
    case FORM_U8: kmc_put_u8(encoder, name->tag, (uint8_t)number); break;
    case FORM_U16: kmc_put_u16(encoder, name->tag, (uint16_t)number); break;
    case FORM_I16: kmc_put_i16(encoder, name->tag, (int16_t)number); break;
    case FORM_U32: kmc_put_u32(encoder, name->tag, (uint32_t)number); break;
    case FORM_U64: kmc_put_u64(encoder, name->tag, number); break;
    case FORM_BYTES: break;
  }
}

static void encode_vector(test_run *run, const vector *vector) {
  reading reading = {run, vector, vector->lines[0].first, 5};
  uint8_t wire[KMC_WIRE_SIZE_MAX];
  kmc_encoder encoder;
  bool is_board = strcmp(vector->lines[4].first, "board") == 0;
  kmc_header header = take_header(&reading, is_board);
  if (is_board) {
    kmc_begin_board(&encoder, wire, sizeof wire, &header);
  } else {
    kmc_begin_gateway(&encoder, wire, sizeof wire, &header);
  }
  for (; peek(&reading) != NULL; reading.at++) {
    put_line(&encoder, peek(&reading));
  }
  size_t size = kmc_finish(&encoder);
  CHECK_IN(run, reading.name, size == vector->wire_size);
  CHECK_IN(run, reading.name, size != 0 && memcmp(wire, vector->wire, size) == 0);
}

unsigned test_vectors(test_run *run, const char *path) {
  static const size_t pieces[] = {1, 2, 3, 7, 64, VECTOR_BYTES_MAX};
  FILE *file = fopen(path, "r");
  unsigned count = 0;
  vector vector;
  if (!CHECK_IN(run, path, file != NULL)) {
    return 0;
  }
  read_result result = vector_read(file, &vector);
  for (; result == READ_VECTOR; result = vector_read(file, &vector)) {
    count++;
    for (size_t index = 0; index < sizeof pieces / sizeof pieces[0]; index++) {
      decode_vector(run, &vector, pieces[index]);
    }
    if (strcmp(vector.lines[2].first, "yes") == 0) {
      encode_vector(run, &vector);
    }
  }
  CHECK_IN(run, path, result == READ_END);
  CHECK_IN(run, path, count > 0);
  fclose(file);
  return count;
}
