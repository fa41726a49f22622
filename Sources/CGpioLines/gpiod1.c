#define _GNU_SOURCE
#include "chip_library.h"

/* libgpiod 1.6: a line belongs to its chip and is asked itself. */
#if CHIP_LIBRARY_IS_1

#include <errno.h>
#include <stdlib.h>

struct held_line {
  struct gpiod_line *line;
};

enum { EVENTS_AT_ONCE = 16 };

bool chip_library_label(struct gpiod_chip *chip, char label[GPIO_LINES_NAME_CAPACITY]) {
  chip_library_copy(label, gpiod_chip_label(chip));
  return true;
}

int chip_library_find(struct gpiod_chip *chip, const char *name) {
  struct gpiod_line *line = gpiod_chip_find_line(chip, name);
  return line == NULL ? -1 : (int)gpiod_line_offset(line);
}

size_t chip_library_count(struct gpiod_chip *chip) { return gpiod_chip_num_lines(chip); }

void chip_library_name(struct gpiod_chip *chip, unsigned int line,
                       char name[GPIO_LINES_NAME_CAPACITY]) {
  struct gpiod_line *found = gpiod_chip_get_line(chip, line);
  chip_library_copy(name, found == NULL ? NULL : gpiod_line_name(found));
}

void chip_library_holder(struct gpiod_chip *chip, unsigned int line,
                         char holder[GPIO_LINES_NAME_CAPACITY]) {
  struct gpiod_line *found = gpiod_chip_get_line(chip, line);
  bool is_known = found != NULL && gpiod_line_update(found) == 0;
  chip_library_copy(holder, is_known ? gpiod_line_consumer(found) : NULL);
}

static int flags(const line_request *request) {
  int flags = request->is_active_low ? GPIOD_LINE_REQUEST_FLAG_ACTIVE_LOW : 0;
  switch (request->bias) {
    case GPIO_LINES_BIAS_PULL_UP: return flags | GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_UP;
    case GPIO_LINES_BIAS_PULL_DOWN: return flags | GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_DOWN;
    case GPIO_LINES_BIAS_NONE: return flags | GPIOD_LINE_REQUEST_FLAG_BIAS_DISABLE;
    case GPIO_LINES_BIAS_AS_IS: break;
  }
  return flags;
}

held_line *chip_library_take(struct gpiod_chip *chip, unsigned int line,
                             const line_request *request) {
  struct gpiod_line_request_config config = {
      .consumer = request->consumer,
      .request_type = request->is_output ? GPIOD_LINE_REQUEST_DIRECTION_OUTPUT
                                         : GPIOD_LINE_REQUEST_EVENT_BOTH_EDGES,
      .flags = flags(request),
  };
  held_line *held = malloc(sizeof *held);
  if (held == NULL) return NULL;
  held->line = gpiod_chip_get_line(chip, line);
  if (held->line != NULL && gpiod_line_request(held->line, &config, request->is_active) == 0) {
    return held;
  }
  int reason = errno;
  free(held);
  errno = reason;
  return NULL;
}

void chip_library_release(held_line *held) {
  gpiod_line_release(held->line);
  free(held);
}

int chip_library_get(held_line *held) { return gpiod_line_get_value(held->line); }

int chip_library_set(held_line *held, bool is_active) {
  return gpiod_line_set_value(held->line, is_active);
}

int chip_library_descriptor(held_line *held) { return gpiod_line_event_get_fd(held->line); }

int chip_library_read(held_line *held, unsigned int most) {
  struct gpiod_line_event events[EVENTS_AT_ONCE];
  return gpiod_line_event_read_multiple(
      held->line, events, most < EVENTS_AT_ONCE ? most : EVENTS_AT_ONCE);
}

#endif
