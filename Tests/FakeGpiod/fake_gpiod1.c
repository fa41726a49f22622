/* The functions of libgpiod 1.6 that the gateway calls. */
#define _GNU_SOURCE
#include "fake_chips.h"

#include <time.h>

#include <gpiod.h>

#ifdef GPIOD_LINE_BULK_MAX_LINES

#include <stdlib.h>

struct gpiod_line {
  struct gpiod_chip *chip;
  int number;
  bool is_held;
};

struct gpiod_chip {
  fake_chip open;
  struct gpiod_line lines[FAKE_LINES_MOST];
};

struct gpiod_chip *gpiod_chip_open(const char *path) {
  fake_chip open;
  if (!fake_chip_open(path, &open)) return NULL;
  struct gpiod_chip *chip = calloc(1, sizeof *chip);
  if (chip == NULL) return NULL;
  chip->open = open;
  for (int each = 0; each < FAKE_LINES_MOST; each++) {
    chip->lines[each].chip = chip;
    chip->lines[each].number = each;
  }
  return chip;
}

void gpiod_chip_close(struct gpiod_chip *chip) {
  for (int each = 0; each < FAKE_LINES_MOST; each++) gpiod_line_release(&chip->lines[each]);
  fake_chip_close(chip->open);
  free(chip);
}

const char *gpiod_chip_label(struct gpiod_chip *chip) { return fake_chip_label(chip->open); }

unsigned int gpiod_chip_num_lines(struct gpiod_chip *chip) {
  return (unsigned int)fake_chip_count(chip->open);
}

struct gpiod_line *gpiod_chip_get_line(struct gpiod_chip *chip, unsigned int offset) {
  return &chip->lines[offset];
}

struct gpiod_line *gpiod_chip_find_line(struct gpiod_chip *chip, const char *name) {
  int found = fake_chip_find(chip->open, name);
  return found < 0 ? NULL : &chip->lines[found];
}

unsigned int gpiod_line_offset(struct gpiod_line *line) { return (unsigned int)line->number; }

const char *gpiod_line_name(struct gpiod_line *line) {
  return fake_line_name(line->chip->open, line->number);
}

const char *gpiod_line_consumer(struct gpiod_line *line) {
  return fake_line_holder(line->chip->open, line->number);
}

int gpiod_line_update(struct gpiod_line *line) {
  (void)line;
  return 0;
}

int gpiod_line_request(struct gpiod_line *line, const struct gpiod_line_request_config *config,
                       int level) {
  fake_request request = {
      .is_output = config->request_type == GPIOD_LINE_REQUEST_DIRECTION_OUTPUT,
      .is_active_low = (config->flags & GPIOD_LINE_REQUEST_FLAG_ACTIVE_LOW) != 0,
      .is_active = level != 0,
      .bias = '-',
      .consumer = config->consumer,
  };
  if ((config->flags & GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_UP) != 0) request.bias = 'u';
  if ((config->flags & GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_DOWN) != 0) request.bias = 'd';
  if ((config->flags & GPIOD_LINE_REQUEST_FLAG_BIAS_DISABLE) != 0) request.bias = 'n';
  if (fake_line_request(line->chip->open, line->number, &request) != 0) return -1;
  line->is_held = true;
  return 0;
}

void gpiod_line_release(struct gpiod_line *line) {
  if (line->is_held) fake_line_release(line->chip->open, line->number);
  line->is_held = false;
}

int gpiod_line_get_value(struct gpiod_line *line) {
  return fake_line_get(line->chip->open, line->number);
}

int gpiod_line_set_value(struct gpiod_line *line, int value) {
  return fake_line_set(line->chip->open, line->number, value != 0);
}

int gpiod_line_event_get_fd(struct gpiod_line *line) {
  return fake_line_descriptor(line->chip->open, line->number);
}

int gpiod_line_event_read_multiple(struct gpiod_line *line, struct gpiod_line_event *events,
                                   unsigned int most) {
  int count = fake_line_read(line->chip->open, line->number, most);
  for (int each = 0; each < count; each++) events[each].event_type = GPIOD_LINE_EVENT_RISING_EDGE;
  return count;
}

#endif
