#include "vector_file.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "kmc_protocol.h"

const field_name field_names[] = {
    {"clasp", KMC_TAG_CLASP, FORM_U8},
    {"contact", KMC_TAG_CONTACT, FORM_U16},
    {"force", KMC_TAG_FORCE, FORM_U16},
    {"tilt", KMC_TAG_TILT, FORM_I16},
    {"motion", KMC_TAG_MOTION, FORM_U16},
    {"inner", KMC_TAG_INNER, FORM_I16},
    {"outer", KMC_TAG_OUTER, FORM_I16},
    {"temperature", KMC_TAG_TEMPERATURE, FORM_I16},
    {"humidity", KMC_TAG_HUMIDITY, FORM_U16},
    {"battery", KMC_TAG_BATTERY, FORM_U16},
    {"faults", KMC_TAG_FAULTS, FORM_BYTES},
    {"report-period", KMC_TAG_REPORT_PERIOD, FORM_U32},
    {"record-cursor", KMC_TAG_RECORD_CURSOR, FORM_U32},
    {"record-boot", KMC_TAG_RECORD_BOOT, FORM_U32},
    {"record-uptime", KMC_TAG_RECORD_UPTIME, FORM_U64},
    {"oldest-cursor", KMC_TAG_OLDEST_CURSOR, FORM_U32},
    {"newest-cursor", KMC_TAG_NEWEST_CURSOR, FORM_U32},
    {"records-lost", KMC_TAG_RECORDS_LOST, FORM_U32},
    {"most-records", KMC_TAG_MOST_RECORDS, FORM_U8},
    {"firmware-version", KMC_TAG_FIRMWARE_VERSION, FORM_BYTES},
    {"hardware-revision", KMC_TAG_HARDWARE_REVISION, FORM_U16},
    {"highest-version", KMC_TAG_HIGHEST_VERSION, FORM_U8},
    {"measured-tags", KMC_TAG_MEASURED_TAGS, FORM_BYTES},
    {"history-capacity", KMC_TAG_HISTORY_CAPACITY, FORM_U32},
    {"self-test-results", KMC_TAG_SELF_TEST_RESULTS, FORM_BYTES},
    {"refused", KMC_TAG_REFUSED, FORM_BYTES},
    {"answered-sequence", KMC_TAG_ANSWERED_SEQUENCE, FORM_U16},
    {"history-period", KMC_TAG_HISTORY_PERIOD, FORM_U32},
};

const size_t field_name_count = sizeof field_names / sizeof field_names[0];

const field_name *field_named(const char *name) {
  for (size_t index = 0; index < field_name_count; index++) {
    if (strcmp(field_names[index].name, name) == 0) {
      return &field_names[index];
    }
  }
  return NULL;
}

static int hex_digit(char letter) {
  if (letter >= '0' && letter <= '9') {
    return letter - '0';
  }
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

bool vector_bytes(const char *hex, uint8_t *bytes, size_t capacity, size_t *size) {
  *size = 0;
  if (strcmp(hex, "-") == 0) {
    return true;
  }
  size_t length = strlen(hex);
  if (length == 0 || length % 2 != 0 || length / 2 > capacity) {
    return false;
  }
  for (size_t index = 0; index < length; index += 2) {
    int high = hex_digit(hex[index]);
    int low = hex_digit(hex[index + 1]);
    if (high < 0 || low < 0) {
      return false;
    }
    bytes[(*size)++] = (uint8_t)(16 * high + low);
  }
  return true;
}

bool vector_number(const char *text, uint64_t *number) {
  const char *digits = text[0] == '-' ? text + 1 : text;
  if (!isdigit((unsigned char)digits[0])) {
    return false;
  }
  char *end = NULL;
  errno = 0;
  *number = strtoull(text, &end, 10);
  return errno == 0 && *end == '\0';
}

/* Cuts the text at its spaces. */
static void split(vector_line *line) {
  char *space = strchr(line->text, ' ');
  line->key = line->text;
  line->first = "";
  line->second = "";
  if (space == NULL) {
    return;
  }
  *space = '\0';
  line->first = space + 1;
  space = strchr(space + 1, ' ');
  if (space != NULL) {
    *space = '\0';
    line->second = space + 1;
  }
}

/* The next line that says something, without its line end. */
static read_result read_line(FILE *file, vector_line *line) {
  while (fgets(line->text, sizeof line->text, file) != NULL) {
    size_t length = strlen(line->text);
    if (length == 0 || line->text[length - 1] != '\n') {
      return READ_BROKEN;
    }
    line->text[length - 1] = '\0';
    if (line->text[0] != '\0' && line->text[0] != '#') {
      split(line);
      return READ_VECTOR;
    }
  }
  return ferror(file) ? READ_BROKEN : READ_END;
}

read_result vector_read(FILE *file, vector *next) {
  static const char *const head[] = {"vector", "receiver", "canonical", "wire"};
  next->line_count = 0;
  while (next->line_count < VECTOR_LINES_MAX) {
    size_t index = next->line_count;
    vector_line *line = &next->lines[index];
    read_result result = read_line(file, line);
    if (result == READ_END && index == 0) {
      return READ_END;
    }
    if (result != READ_VECTOR || (index < 4 && strcmp(line->key, head[index]) != 0)) {
      return READ_BROKEN;
    }
    if (index >= 4 && strcmp(line->key, "end") == 0) {
      bool is_hex =
          vector_bytes(next->lines[3].first, next->wire, sizeof next->wire, &next->wire_size);
      return is_hex ? READ_VECTOR : READ_BROKEN;
    }
    next->line_count++;
  }
  return READ_BROKEN;
}
