/* The putters of kmc_protocol.h that go by a field's name. */
#include "codec.h"

bool kmc_put_clasp(kmc_encoder *encoder, bool closed) {
  return kmc_put_u8(encoder, KMC_TAG_CLASP, closed ? 1 : 0);
}

bool kmc_put_contact(kmc_encoder *encoder, uint16_t ten_thousandths) {
  return ten_thousandths <= 10000 && kmc_put_u16(encoder, KMC_TAG_CONTACT, ten_thousandths);
}

bool kmc_put_force(kmc_encoder *encoder, uint16_t centinewtons) {
  return kmc_put_u16(encoder, KMC_TAG_FORCE, centinewtons);
}

bool kmc_put_tilt(kmc_encoder *encoder, int16_t tenth_degrees) {
  return tenth_degrees >= -1800 && tenth_degrees <= 1800 &&
         kmc_put_i16(encoder, KMC_TAG_TILT, tenth_degrees);
}

bool kmc_put_motion(kmc_encoder *encoder, uint16_t tenth_milli_g) {
  return kmc_put_u16(encoder, KMC_TAG_MOTION, tenth_milli_g);
}

bool kmc_put_inner(kmc_encoder *encoder, int16_t centicelsius) {
  return kmc_put_i16(encoder, KMC_TAG_INNER, centicelsius);
}

bool kmc_put_outer(kmc_encoder *encoder, int16_t centicelsius) {
  return kmc_put_i16(encoder, KMC_TAG_OUTER, centicelsius);
}

bool kmc_put_temperature(kmc_encoder *encoder, int16_t centicelsius) {
  return kmc_put_i16(encoder, KMC_TAG_TEMPERATURE, centicelsius);
}

bool kmc_put_humidity(kmc_encoder *encoder, uint16_t centipercent) {
  return centipercent <= 10000 && kmc_put_u16(encoder, KMC_TAG_HUMIDITY, centipercent);
}

bool kmc_put_battery(kmc_encoder *encoder, uint16_t millivolts) {
  return kmc_put_u16(encoder, KMC_TAG_BATTERY, millivolts);
}

/* Fields that are a list of pairs; 127 pairs would not fit into any frame. */
static bool put_pairs(kmc_encoder *encoder, uint8_t tag, const uint8_t *pairs, uint8_t count) {
  return count <= 127 && kmc_put_bytes(encoder, tag, pairs, (uint8_t)(2 * count));
}

bool kmc_put_faults(kmc_encoder *encoder, const uint8_t *pairs, uint8_t count) {
  return put_pairs(encoder, KMC_TAG_FAULTS, pairs, count);
}

static bool report_period_is_right(uint32_t milliseconds) {
  return milliseconds >= KMC_REPORT_PERIOD_MS_MIN && milliseconds <= KMC_REPORT_PERIOD_MS_MAX;
}

static bool history_period_is_right(uint32_t milliseconds) {
  return milliseconds >= KMC_HISTORY_PERIOD_MS_MIN && milliseconds <= KMC_HISTORY_PERIOD_MS_MAX;
}

bool kmc_put_report_period(kmc_encoder *encoder, uint32_t milliseconds) {
  return report_period_is_right(milliseconds) &&
         kmc_put_u32(encoder, KMC_TAG_REPORT_PERIOD, milliseconds);
}

bool kmc_put_history_period(kmc_encoder *encoder, uint32_t milliseconds) {
  return history_period_is_right(milliseconds) &&
         kmc_put_u32(encoder, KMC_TAG_HISTORY_PERIOD, milliseconds);
}

bool kmc_put_record_cursor(kmc_encoder *encoder, uint32_t cursor) {
  return kmc_put_u32(encoder, KMC_TAG_RECORD_CURSOR, cursor);
}

bool kmc_put_record_boot(kmc_encoder *encoder, uint32_t boot) {
  return kmc_put_u32(encoder, KMC_TAG_RECORD_BOOT, boot);
}

bool kmc_put_record_uptime(kmc_encoder *encoder, uint64_t milliseconds) {
  return kmc_put_u64(encoder, KMC_TAG_RECORD_UPTIME, milliseconds);
}

bool kmc_put_oldest_cursor(kmc_encoder *encoder, uint32_t cursor) {
  return kmc_put_u32(encoder, KMC_TAG_OLDEST_CURSOR, cursor);
}

bool kmc_put_newest_cursor(kmc_encoder *encoder, uint32_t cursor) {
  return kmc_put_u32(encoder, KMC_TAG_NEWEST_CURSOR, cursor);
}

bool kmc_put_records_lost(kmc_encoder *encoder, uint32_t records) {
  return kmc_put_u32(encoder, KMC_TAG_RECORDS_LOST, records);
}

bool kmc_put_most_records(kmc_encoder *encoder, uint8_t records) {
  return records >= 1 && records <= KMC_HISTORY_RECORDS_MAX &&
         kmc_put_u8(encoder, KMC_TAG_MOST_RECORDS, records);
}

bool kmc_put_hardware_revision(kmc_encoder *encoder, uint16_t revision) {
  return kmc_put_u16(encoder, KMC_TAG_HARDWARE_REVISION, revision);
}

bool kmc_put_highest_version(kmc_encoder *encoder, uint8_t version) {
  return kmc_put_u8(encoder, KMC_TAG_HIGHEST_VERSION, version);
}

bool kmc_put_history_capacity(kmc_encoder *encoder, uint32_t records) {
  return kmc_put_u32(encoder, KMC_TAG_HISTORY_CAPACITY, records);
}

bool kmc_put_answered_sequence(kmc_encoder *encoder, uint16_t sequence) {
  return kmc_put_u16(encoder, KMC_TAG_ANSWERED_SEQUENCE, sequence);
}

bool kmc_put_firmware_version(kmc_encoder *encoder, const uint8_t *text, uint8_t size) {
  return size >= 1 && size <= KMC_FIRMWARE_VERSION_SIZE_MAX &&
         kmc_put_bytes(encoder, KMC_TAG_FIRMWARE_VERSION, text, size);
}

bool kmc_put_measured_tags(kmc_encoder *encoder, const uint8_t *tags, uint8_t count) {
  return kmc_put_bytes(encoder, KMC_TAG_MEASURED_TAGS, tags, count);
}

bool kmc_put_self_test_results(kmc_encoder *encoder, const uint8_t *pairs, uint8_t count) {
  return put_pairs(encoder, KMC_TAG_SELF_TEST_RESULTS, pairs, count);
}

bool kmc_put_refused(kmc_encoder *encoder, uint8_t command, uint8_t reason) {
  const uint8_t value[2] = {command, reason};
  return kmc_put_bytes(encoder, KMC_TAG_REFUSED, value, sizeof value);
}
