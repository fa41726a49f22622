#define _GNU_SOURCE
#include "chip_library.h"

/* libgpiod 2.x: settings make a configuration, that makes a request, and the request is asked. */
#if !CHIP_LIBRARY_IS_1

#include <errno.h>
#include <stdlib.h>

struct held_line {
  struct gpiod_line_request *request;
  struct gpiod_edge_event_buffer *events;
  unsigned int line;
};

enum { EVENTS_AT_ONCE = 16 };

bool chip_library_label(struct gpiod_chip *chip, char label[GPIO_LINES_NAME_CAPACITY]) {
  struct gpiod_chip_info *info = gpiod_chip_get_info(chip);
  if (info == NULL) return false;
  chip_library_copy(label, gpiod_chip_info_get_label(info));
  gpiod_chip_info_free(info);
  return true;
}

int chip_library_find(struct gpiod_chip *chip, const char *name) {
  return gpiod_chip_get_line_offset_from_name(chip, name);
}

size_t chip_library_count(struct gpiod_chip *chip) {
  struct gpiod_chip_info *info = gpiod_chip_get_info(chip);
  if (info == NULL) return 0;
  size_t count = gpiod_chip_info_get_num_lines(info);
  gpiod_chip_info_free(info);
  return count;
}

void chip_library_name(struct gpiod_chip *chip, unsigned int line,
                       char name[GPIO_LINES_NAME_CAPACITY]) {
  struct gpiod_line_info *info = gpiod_chip_get_line_info(chip, line);
  chip_library_copy(name, info == NULL ? NULL : gpiod_line_info_get_name(info));
  if (info != NULL) gpiod_line_info_free(info);
}

void chip_library_holder(struct gpiod_chip *chip, unsigned int line,
                         char holder[GPIO_LINES_NAME_CAPACITY]) {
  struct gpiod_line_info *info = gpiod_chip_get_line_info(chip, line);
  chip_library_copy(holder, info == NULL ? NULL : gpiod_line_info_get_consumer(info));
  if (info != NULL) gpiod_line_info_free(info);
}

static enum gpiod_line_bias bias(gpio_lines_bias wanted) {
  switch (wanted) {
    case GPIO_LINES_BIAS_PULL_UP: return GPIOD_LINE_BIAS_PULL_UP;
    case GPIO_LINES_BIAS_PULL_DOWN: return GPIOD_LINE_BIAS_PULL_DOWN;
    case GPIO_LINES_BIAS_NONE: return GPIOD_LINE_BIAS_DISABLED;
    case GPIO_LINES_BIAS_AS_IS: break;
  }
  return GPIOD_LINE_BIAS_AS_IS;
}

static int fill(struct gpiod_line_settings *settings, const line_request *wanted) {
  gpiod_line_settings_set_active_low(settings, wanted->is_active_low);
  if (gpiod_line_settings_set_bias(settings, bias(wanted->bias)) != 0) return -1;
  if (!wanted->is_output) {
    if (gpiod_line_settings_set_direction(settings, GPIOD_LINE_DIRECTION_INPUT) != 0) return -1;
    return gpiod_line_settings_set_edge_detection(settings, GPIOD_LINE_EDGE_BOTH);
  }
  if (gpiod_line_settings_set_direction(settings, GPIOD_LINE_DIRECTION_OUTPUT) != 0) return -1;
  return gpiod_line_settings_set_output_value(
      settings, wanted->is_active ? GPIOD_LINE_VALUE_ACTIVE : GPIOD_LINE_VALUE_INACTIVE);
}

static struct gpiod_line_request *request_line(struct gpiod_chip *chip, unsigned int line,
                                               const line_request *wanted) {
  struct gpiod_line_request *request = NULL;
  struct gpiod_line_settings *settings = gpiod_line_settings_new();
  struct gpiod_line_config *lines = gpiod_line_config_new();
  struct gpiod_request_config *config = gpiod_request_config_new();
  if (settings != NULL && lines != NULL && config != NULL && fill(settings, wanted) == 0 &&
      gpiod_line_config_add_line_settings(lines, &line, 1, settings) == 0) {
    gpiod_request_config_set_consumer(config, wanted->consumer);
    request = gpiod_chip_request_lines(chip, config, lines);
  }
  int reason = errno;
  if (config != NULL) gpiod_request_config_free(config);
  if (lines != NULL) gpiod_line_config_free(lines);
  if (settings != NULL) gpiod_line_settings_free(settings);
  errno = reason;
  return request;
}

held_line *chip_library_take(struct gpiod_chip *chip, unsigned int line,
                             const line_request *wanted) {
  held_line *held = calloc(1, sizeof *held);
  if (held == NULL) return NULL;
  held->line = line;
  held->events = gpiod_edge_event_buffer_new(EVENTS_AT_ONCE);
  if (held->events != NULL) held->request = request_line(chip, line, wanted);
  if (held->request != NULL) return held;
  int reason = errno;
  if (held->events != NULL) gpiod_edge_event_buffer_free(held->events);
  free(held);
  errno = reason;
  return NULL;
}

void chip_library_release(held_line *held) {
  gpiod_line_request_release(held->request);
  gpiod_edge_event_buffer_free(held->events);
  free(held);
}

int chip_library_get(held_line *held) {
  return (int)gpiod_line_request_get_value(held->request, held->line);
}

int chip_library_set(held_line *held, bool is_active) {
  return gpiod_line_request_set_value(
      held->request, held->line,
      is_active ? GPIOD_LINE_VALUE_ACTIVE : GPIOD_LINE_VALUE_INACTIVE);
}

int chip_library_descriptor(held_line *held) { return gpiod_line_request_get_fd(held->request); }

int chip_library_read(held_line *held, unsigned int most) {
  return gpiod_line_request_read_edge_events(
      held->request, held->events, most < EVENTS_AT_ONCE ? most : EVENTS_AT_ONCE);
}

#endif
