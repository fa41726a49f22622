/* The functions of libgpiod 2.x that the gateway calls. */
#define _GNU_SOURCE
#include "fake_chips.h"

#include <time.h>

#include <gpiod.h>

#ifndef GPIOD_LINE_BULK_MAX_LINES

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct gpiod_chip {
  fake_chip open;
};
struct gpiod_chip_info {
  const char *label;
  size_t count;
};
struct gpiod_line_info {
  const char *name, *holder;
};
struct gpiod_line_settings {
  fake_request wanted;
  bool has_edges;
};
struct gpiod_line_config {
  unsigned int offset;
  bool has_offset;
  struct gpiod_line_settings settings;
};
struct gpiod_request_config {
  char consumer[32];
};
struct gpiod_line_request {
  fake_chip open;
  int number;
};
struct gpiod_edge_event_buffer {
  size_t capacity;
};

struct gpiod_chip *gpiod_chip_open(const char *path) {
  fake_chip open;
  if (!fake_chip_open(path, &open)) return NULL;
  struct gpiod_chip *chip = calloc(1, sizeof *chip);
  if (chip != NULL) chip->open = open;
  return chip;
}

void gpiod_chip_close(struct gpiod_chip *chip) {
  fake_chip_close(chip->open);
  free(chip);
}

struct gpiod_chip_info *gpiod_chip_get_info(struct gpiod_chip *chip) {
  struct gpiod_chip_info *info = calloc(1, sizeof *info);
  if (info == NULL) return NULL;
  info->label = fake_chip_label(chip->open);
  info->count = (size_t)fake_chip_count(chip->open);
  return info;
}

void gpiod_chip_info_free(struct gpiod_chip_info *info) { free(info); }
const char *gpiod_chip_info_get_label(struct gpiod_chip_info *info) { return info->label; }
size_t gpiod_chip_info_get_num_lines(struct gpiod_chip_info *info) { return info->count; }

struct gpiod_line_info *gpiod_chip_get_line_info(struct gpiod_chip *chip, unsigned int offset) {
  struct gpiod_line_info *info = calloc(1, sizeof *info);
  if (info == NULL) return NULL;
  info->name = fake_line_name(chip->open, (int)offset);
  info->holder = fake_line_holder(chip->open, (int)offset);
  return info;
}

void gpiod_line_info_free(struct gpiod_line_info *info) { free(info); }
const char *gpiod_line_info_get_name(struct gpiod_line_info *info) { return info->name; }
const char *gpiod_line_info_get_consumer(struct gpiod_line_info *info) { return info->holder; }

int gpiod_chip_get_line_offset_from_name(struct gpiod_chip *chip, const char *name) {
  return fake_chip_find(chip->open, name);
}

struct gpiod_line_settings *gpiod_line_settings_new(void) {
  struct gpiod_line_settings *settings = calloc(1, sizeof *settings);
  if (settings != NULL) settings->wanted.bias = '-';
  return settings;
}

void gpiod_line_settings_free(struct gpiod_line_settings *settings) { free(settings); }

int gpiod_line_settings_set_direction(struct gpiod_line_settings *settings,
                                      enum gpiod_line_direction direction) {
  settings->wanted.is_output = direction == GPIOD_LINE_DIRECTION_OUTPUT;
  return 0;
}

int gpiod_line_settings_set_edge_detection(struct gpiod_line_settings *settings,
                                           enum gpiod_line_edge edge) {
  settings->has_edges = edge == GPIOD_LINE_EDGE_BOTH;
  return 0;
}

int gpiod_line_settings_set_bias(struct gpiod_line_settings *settings, enum gpiod_line_bias bias) {
  switch (bias) {
    case GPIOD_LINE_BIAS_PULL_UP: settings->wanted.bias = 'u'; return 0;
    case GPIOD_LINE_BIAS_PULL_DOWN: settings->wanted.bias = 'd'; return 0;
    case GPIOD_LINE_BIAS_DISABLED: settings->wanted.bias = 'n'; return 0;
    case GPIOD_LINE_BIAS_AS_IS: settings->wanted.bias = '-'; return 0;
    case GPIOD_LINE_BIAS_UNKNOWN: break;
  }
  errno = EINVAL;
  return -1;
}

void gpiod_line_settings_set_active_low(struct gpiod_line_settings *settings, bool active_low) {
  settings->wanted.is_active_low = active_low;
}

int gpiod_line_settings_set_output_value(struct gpiod_line_settings *settings,
                                         enum gpiod_line_value value) {
  settings->wanted.is_active = value == GPIOD_LINE_VALUE_ACTIVE;
  return 0;
}

struct gpiod_line_config *gpiod_line_config_new(void) {
  return calloc(1, sizeof(struct gpiod_line_config));
}

void gpiod_line_config_free(struct gpiod_line_config *config) { free(config); }

int gpiod_line_config_add_line_settings(struct gpiod_line_config *config,
                                        const unsigned int *offsets, size_t count,
                                        struct gpiod_line_settings *settings) {
  if (count != 1) {
    errno = EINVAL;
    return -1;
  }
  config->offset = offsets[0];
  config->has_offset = true;
  config->settings = *settings;
  return 0;
}

struct gpiod_request_config *gpiod_request_config_new(void) {
  return calloc(1, sizeof(struct gpiod_request_config));
}

void gpiod_request_config_free(struct gpiod_request_config *config) { free(config); }

void gpiod_request_config_set_consumer(struct gpiod_request_config *config, const char *consumer) {
  strncpy(config->consumer, consumer, sizeof config->consumer - 1);
}

struct gpiod_line_request *gpiod_chip_request_lines(struct gpiod_chip *chip,
                                                    struct gpiod_request_config *request,
                                                    struct gpiod_line_config *lines) {
  bool is_whole = lines->has_offset &&
                  lines->settings.has_edges != lines->settings.wanted.is_output;
  struct gpiod_line_request *held = is_whole ? calloc(1, sizeof *held) : NULL;
  if (held == NULL) {
    errno = EINVAL;
    return NULL;
  }
  fake_request wanted = lines->settings.wanted;
  wanted.consumer = request->consumer;
  held->open = chip->open;
  held->number = (int)lines->offset;
  if (fake_line_request(chip->open, held->number, &wanted) == 0) return held;
  int reason = errno;
  free(held);
  errno = reason;
  return NULL;
}

void gpiod_line_request_release(struct gpiod_line_request *held) {
  fake_line_release(held->open, held->number);
  free(held);
}

enum gpiod_line_value gpiod_line_request_get_value(struct gpiod_line_request *held,
                                                   unsigned int offset) {
  switch (fake_line_get(held->open, (int)offset)) {
    case 0: return GPIOD_LINE_VALUE_INACTIVE;
    case 1: return GPIOD_LINE_VALUE_ACTIVE;
    default: return GPIOD_LINE_VALUE_ERROR;
  }
}

int gpiod_line_request_set_value(struct gpiod_line_request *held, unsigned int offset,
                                 enum gpiod_line_value value) {
  return fake_line_set(held->open, (int)offset, value == GPIOD_LINE_VALUE_ACTIVE);
}

int gpiod_line_request_get_fd(struct gpiod_line_request *held) {
  return fake_line_descriptor(held->open, held->number);
}

struct gpiod_edge_event_buffer *gpiod_edge_event_buffer_new(size_t capacity) {
  struct gpiod_edge_event_buffer *buffer = calloc(1, sizeof *buffer);
  if (buffer != NULL) buffer->capacity = capacity;
  return buffer;
}

void gpiod_edge_event_buffer_free(struct gpiod_edge_event_buffer *buffer) { free(buffer); }

int gpiod_line_request_read_edge_events(struct gpiod_line_request *held,
                                        struct gpiod_edge_event_buffer *buffer, size_t most) {
  return fake_line_read(held->open, held->number,
                        (unsigned int)(most < buffer->capacity ? most : buffer->capacity));
}

#endif
