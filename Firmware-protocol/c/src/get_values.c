/* The getters of kmc_protocol.h that go by a field's name. */
#include "codec.h"

bool kmc_get_clasp(const kmc_frame *frame, uint8_t *closed) {
  return kmc_get_u8(frame, KMC_TAG_CLASP, closed);
}

bool kmc_get_contact(const kmc_frame *frame, uint16_t *ten_thousandths) {
  return kmc_get_u16(frame, KMC_TAG_CONTACT, ten_thousandths);
}

bool kmc_get_force(const kmc_frame *frame, uint16_t *centinewtons) {
  return kmc_get_u16(frame, KMC_TAG_FORCE, centinewtons);
}

bool kmc_get_tilt(const kmc_frame *frame, int16_t *tenth_degrees) {
  return kmc_get_i16(frame, KMC_TAG_TILT, tenth_degrees);
}

bool kmc_get_motion(const kmc_frame *frame, uint16_t *tenth_milli_g) {
  return kmc_get_u16(frame, KMC_TAG_MOTION, tenth_milli_g);
}

bool kmc_get_inner(const kmc_frame *frame, int16_t *centicelsius) {
  return kmc_get_i16(frame, KMC_TAG_INNER, centicelsius);
}

bool kmc_get_outer(const kmc_frame *frame, int16_t *centicelsius) {
  return kmc_get_i16(frame, KMC_TAG_OUTER, centicelsius);
}

bool kmc_get_temperature(const kmc_frame *frame, int16_t *centicelsius) {
  return kmc_get_i16(frame, KMC_TAG_TEMPERATURE, centicelsius);
}

bool kmc_get_humidity(const kmc_frame *frame, uint16_t *centipercent) {
  return kmc_get_u16(frame, KMC_TAG_HUMIDITY, centipercent);
}

bool kmc_get_battery(const kmc_frame *frame, uint16_t *millivolts) {
  return kmc_get_u16(frame, KMC_TAG_BATTERY, millivolts);
}

/* Fields that are a list of pairs. */
static bool get_pairs(const kmc_frame *frame, uint8_t tag, const uint8_t **pairs, uint8_t *count) {
  uint8_t size = 0;
  if (!kmc_get_bytes(frame, tag, pairs, &size)) {
    return false;
  }
  *count = (uint8_t)(size / 2);
  return true;
}

bool kmc_get_faults(const kmc_frame *frame, const uint8_t **pairs, uint8_t *count) {
  return get_pairs(frame, KMC_TAG_FAULTS, pairs, count);
}

bool kmc_get_fault_of(const kmc_frame *frame, uint8_t tag, uint8_t *fault) {
  const uint8_t *pairs = NULL;
  uint8_t count = 0;
  if (!kmc_get_faults(frame, &pairs, &count)) {
    return false;
  }
  for (size_t index = 0; index < count; index++) {
    if (pairs[2 * index] == tag) {
      *fault = pairs[2 * index + 1];
      return true;
    }
  }
  return false;
}

bool kmc_get_report_period(const kmc_frame *frame, uint32_t *milliseconds) {
  return kmc_get_u32(frame, KMC_TAG_REPORT_PERIOD, milliseconds);
}

bool kmc_get_history_period(const kmc_frame *frame, uint32_t *milliseconds) {
  return kmc_get_u32(frame, KMC_TAG_HISTORY_PERIOD, milliseconds);
}

bool kmc_get_record_cursor(const kmc_frame *frame, uint32_t *cursor) {
  return kmc_get_u32(frame, KMC_TAG_RECORD_CURSOR, cursor);
}

bool kmc_get_record_boot(const kmc_frame *frame, uint32_t *boot) {
  return kmc_get_u32(frame, KMC_TAG_RECORD_BOOT, boot);
}

bool kmc_get_record_uptime(const kmc_frame *frame, uint64_t *milliseconds) {
  return kmc_get_u64(frame, KMC_TAG_RECORD_UPTIME, milliseconds);
}

bool kmc_get_oldest_cursor(const kmc_frame *frame, uint32_t *cursor) {
  return kmc_get_u32(frame, KMC_TAG_OLDEST_CURSOR, cursor);
}

bool kmc_get_newest_cursor(const kmc_frame *frame, uint32_t *cursor) {
  return kmc_get_u32(frame, KMC_TAG_NEWEST_CURSOR, cursor);
}

bool kmc_get_records_lost(const kmc_frame *frame, uint32_t *records) {
  return kmc_get_u32(frame, KMC_TAG_RECORDS_LOST, records);
}

bool kmc_get_most_records(const kmc_frame *frame, uint8_t *records) {
  return kmc_get_u8(frame, KMC_TAG_MOST_RECORDS, records);
}

bool kmc_get_hardware_revision(const kmc_frame *frame, uint16_t *revision) {
  return kmc_get_u16(frame, KMC_TAG_HARDWARE_REVISION, revision);
}

bool kmc_get_highest_version(const kmc_frame *frame, uint8_t *version) {
  return kmc_get_u8(frame, KMC_TAG_HIGHEST_VERSION, version);
}

bool kmc_get_history_capacity(const kmc_frame *frame, uint32_t *records) {
  return kmc_get_u32(frame, KMC_TAG_HISTORY_CAPACITY, records);
}

bool kmc_get_answered_sequence(const kmc_frame *frame, uint16_t *sequence) {
  return kmc_get_u16(frame, KMC_TAG_ANSWERED_SEQUENCE, sequence);
}

bool kmc_get_firmware_version(const kmc_frame *frame, const uint8_t **text, uint8_t *size) {
  return kmc_get_bytes(frame, KMC_TAG_FIRMWARE_VERSION, text, size);
}

bool kmc_get_measured_tags(const kmc_frame *frame, const uint8_t **tags, uint8_t *count) {
  return kmc_get_bytes(frame, KMC_TAG_MEASURED_TAGS, tags, count);
}

bool kmc_get_self_test_results(const kmc_frame *frame, const uint8_t **pairs, uint8_t *count) {
  return get_pairs(frame, KMC_TAG_SELF_TEST_RESULTS, pairs, count);
}

bool kmc_get_refused(const kmc_frame *frame, uint8_t *command, uint8_t *reason) {
  const uint8_t *bytes = NULL;
  uint8_t size = 0;
  if (!kmc_get_bytes(frame, KMC_TAG_REFUSED, &bytes, &size)) {
    return false;
  }
  *command = bytes[0];
  *reason = bytes[1];
  return true;
}
