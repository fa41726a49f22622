#include "codec.h"

kmc_field_iterator kmc_fields(const kmc_frame *frame) {
  kmc_field_iterator iterator = {frame->fields, frame->fields_size};
  return iterator;
}

bool kmc_fields_next(kmc_field_iterator *iterator, kmc_field *field) {
  /* The decoder has checked the lengths; checked again for frames that a caller put together. */
  if (iterator->remaining < 2 || (size_t)iterator->next[1] + 2 > iterator->remaining) {
    return false;
  }
  field->tag = iterator->next[0];
  field->size = iterator->next[1];
  field->value = iterator->next + 2;
  iterator->next += (size_t)field->size + 2;
  iterator->remaining -= (size_t)field->size + 2;
  return true;
}

bool kmc_tag_is_known(uint8_t tag) {
  return (tag >= KMC_TAG_CLASP && tag <= KMC_TAG_BATTERY) || tag == KMC_TAG_FAULTS ||
         (tag >= KMC_TAG_REPORT_PERIOD && tag <= KMC_TAG_HISTORY_PERIOD);
}

bool kmc_tag_size_is_right(uint8_t tag, uint8_t size) {
  switch (tag) {
    case KMC_TAG_CLASP:
    case KMC_TAG_MOST_RECORDS:
    case KMC_TAG_HIGHEST_VERSION:
      return size == 1;
    case KMC_TAG_CONTACT:
    case KMC_TAG_FORCE:
    case KMC_TAG_TILT:
    case KMC_TAG_MOTION:
    case KMC_TAG_INNER:
    case KMC_TAG_OUTER:
    case KMC_TAG_TEMPERATURE:
    case KMC_TAG_HUMIDITY:
    case KMC_TAG_BATTERY:
    case KMC_TAG_HARDWARE_REVISION:
    case KMC_TAG_REFUSED:
    case KMC_TAG_ANSWERED_SEQUENCE:
      return size == 2;
    case KMC_TAG_REPORT_PERIOD:
    case KMC_TAG_RECORD_CURSOR:
    case KMC_TAG_RECORD_BOOT:
    case KMC_TAG_OLDEST_CURSOR:
    case KMC_TAG_NEWEST_CURSOR:
    case KMC_TAG_RECORDS_LOST:
    case KMC_TAG_HISTORY_CAPACITY:
    case KMC_TAG_HISTORY_PERIOD:
      return size == 4;
    case KMC_TAG_RECORD_UPTIME:
      return size == 8;
    case KMC_TAG_FIRMWARE_VERSION:
      return size >= 1 && size <= KMC_FIRMWARE_VERSION_SIZE_MAX;
    case KMC_TAG_FAULTS:
    case KMC_TAG_SELF_TEST_RESULTS:
      return size % 2 == 0;
    default:
      return true; /* measured tags: any number of bytes; unknown tags: not ours to judge */
  }
}

/* The first field of this tag that has the right size. */
static bool find(const kmc_frame *frame, uint8_t tag, kmc_field *found) {
  kmc_field_iterator iterator = kmc_fields(frame);
  while (kmc_fields_next(&iterator, found)) {
    if (found->tag == tag && kmc_tag_size_is_right(tag, found->size)) {
      return true;
    }
  }
  return false;
}

size_t kmc_frame_wrong_size_count(const kmc_frame *frame) {
  kmc_field_iterator iterator = kmc_fields(frame);
  kmc_field field;
  size_t count = 0;
  while (kmc_fields_next(&iterator, &field)) {
    if (!kmc_tag_size_is_right(field.tag, field.size)) {
      count++;
    }
  }
  return count;
}

size_t kmc_frame_repeated_count(const kmc_frame *frame) {
  kmc_field_iterator iterator = kmc_fields(frame);
  kmc_field field;
  kmc_field first;
  size_t count = 0;
  while (kmc_fields_next(&iterator, &field)) {
    if (kmc_tag_size_is_right(field.tag, field.size) && find(frame, field.tag, &first) &&
        first.value != field.value) {
      count++;
    }
  }
  return count;
}

size_t kmc_frame_unknown_count(const kmc_frame *frame) {
  kmc_field_iterator iterator = kmc_fields(frame);
  kmc_field field;
  size_t count = 0;
  while (kmc_fields_next(&iterator, &field)) {
    if (!kmc_tag_is_known(field.tag)) {
      count++;
    }
  }
  return count;
}

bool kmc_get_bytes(const kmc_frame *frame, uint8_t tag, const uint8_t **value, uint8_t *size) {
  kmc_field field;
  if (!find(frame, tag, &field)) {
    return false;
  }
  *value = field.value;
  *size = field.size;
  return true;
}

/* The value of a field of exactly this many bytes. */
static const uint8_t *find_sized(const kmc_frame *frame, uint8_t tag, uint8_t size) {
  kmc_field field;
  if (!find(frame, tag, &field) || field.size != size) {
    return NULL;
  }
  return field.value;
}

bool kmc_get_u8(const kmc_frame *frame, uint8_t tag, uint8_t *value) {
  const uint8_t *bytes = find_sized(frame, tag, 1);
  if (bytes == NULL) {
    return false;
  }
  *value = bytes[0];
  return true;
}

bool kmc_get_u16(const kmc_frame *frame, uint8_t tag, uint16_t *value) {
  const uint8_t *bytes = find_sized(frame, tag, 2);
  if (bytes == NULL) {
    return false;
  }
  *value = kmc_read_u16(bytes);
  return true;
}

bool kmc_get_i16(const kmc_frame *frame, uint8_t tag, int16_t *value) {
  uint16_t raw = 0;
  if (!kmc_get_u16(frame, tag, &raw)) {
    return false;
  }
  /* Two's complement by arithmetic: converting a too large value is up to the compiler. */
  *value = (int16_t)(raw < 0x8000u ? (int32_t)raw : (int32_t)raw - 0x10000);
  return true;
}

bool kmc_get_u32(const kmc_frame *frame, uint8_t tag, uint32_t *value) {
  const uint8_t *bytes = find_sized(frame, tag, 4);
  if (bytes == NULL) {
    return false;
  }
  *value = kmc_read_u32(bytes);
  return true;
}

bool kmc_get_u64(const kmc_frame *frame, uint8_t tag, uint64_t *value) {
  const uint8_t *bytes = find_sized(frame, tag, 8);
  if (bytes == NULL) {
    return false;
  }
  *value = kmc_read_u64(bytes);
  return true;
}
