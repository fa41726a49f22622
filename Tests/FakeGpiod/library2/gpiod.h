#ifndef FAKE_LIBRARY2_GPIOD_H
#define FAKE_LIBRARY2_GPIOD_H

/* The part of libgpiod 2's interface that the gateway uses, so that what is written for it is
   compiled and run where only 1.6 is installed. Names, types and numbers are the library's. */

#include <stdbool.h>
#include <stddef.h>

struct gpiod_chip;
struct gpiod_chip_info;
struct gpiod_line_info;
struct gpiod_line_settings;
struct gpiod_line_config;
struct gpiod_request_config;
struct gpiod_line_request;
struct gpiod_edge_event_buffer;

enum gpiod_line_value {
  GPIOD_LINE_VALUE_ERROR = -1,
  GPIOD_LINE_VALUE_INACTIVE = 0,
  GPIOD_LINE_VALUE_ACTIVE = 1
};
enum gpiod_line_direction {
  GPIOD_LINE_DIRECTION_AS_IS = 1,
  GPIOD_LINE_DIRECTION_INPUT,
  GPIOD_LINE_DIRECTION_OUTPUT
};
enum gpiod_line_edge {
  GPIOD_LINE_EDGE_NONE = 1,
  GPIOD_LINE_EDGE_RISING,
  GPIOD_LINE_EDGE_FALLING,
  GPIOD_LINE_EDGE_BOTH
};
enum gpiod_line_bias {
  GPIOD_LINE_BIAS_AS_IS = 1,
  GPIOD_LINE_BIAS_UNKNOWN,
  GPIOD_LINE_BIAS_DISABLED,
  GPIOD_LINE_BIAS_PULL_UP,
  GPIOD_LINE_BIAS_PULL_DOWN
};

struct gpiod_chip *gpiod_chip_open(const char *);
void gpiod_chip_close(struct gpiod_chip *);
struct gpiod_chip_info *gpiod_chip_get_info(struct gpiod_chip *);
struct gpiod_line_info *gpiod_chip_get_line_info(struct gpiod_chip *, unsigned int);
int gpiod_chip_get_line_offset_from_name(struct gpiod_chip *, const char *);
struct gpiod_line_request *gpiod_chip_request_lines(struct gpiod_chip *,
                                                    struct gpiod_request_config *,
                                                    struct gpiod_line_config *);

void gpiod_chip_info_free(struct gpiod_chip_info *);
const char *gpiod_chip_info_get_label(struct gpiod_chip_info *);
size_t gpiod_chip_info_get_num_lines(struct gpiod_chip_info *);

void gpiod_line_info_free(struct gpiod_line_info *);
const char *gpiod_line_info_get_name(struct gpiod_line_info *);
const char *gpiod_line_info_get_consumer(struct gpiod_line_info *);

struct gpiod_line_settings *gpiod_line_settings_new(void);
void gpiod_line_settings_free(struct gpiod_line_settings *);
int gpiod_line_settings_set_direction(struct gpiod_line_settings *, enum gpiod_line_direction);
int gpiod_line_settings_set_edge_detection(struct gpiod_line_settings *, enum gpiod_line_edge);
int gpiod_line_settings_set_bias(struct gpiod_line_settings *, enum gpiod_line_bias);
void gpiod_line_settings_set_active_low(struct gpiod_line_settings *, bool);
int gpiod_line_settings_set_output_value(struct gpiod_line_settings *, enum gpiod_line_value);

struct gpiod_line_config *gpiod_line_config_new(void);
void gpiod_line_config_free(struct gpiod_line_config *);
int gpiod_line_config_add_line_settings(struct gpiod_line_config *, const unsigned int *, size_t,
                                        struct gpiod_line_settings *);

struct gpiod_request_config *gpiod_request_config_new(void);
void gpiod_request_config_free(struct gpiod_request_config *);
void gpiod_request_config_set_consumer(struct gpiod_request_config *, const char *);

void gpiod_line_request_release(struct gpiod_line_request *);
enum gpiod_line_value gpiod_line_request_get_value(struct gpiod_line_request *, unsigned int);
int gpiod_line_request_set_value(struct gpiod_line_request *, unsigned int, enum gpiod_line_value);
int gpiod_line_request_get_fd(struct gpiod_line_request *);
int gpiod_line_request_read_edge_events(struct gpiod_line_request *,
                                        struct gpiod_edge_event_buffer *, size_t);

struct gpiod_edge_event_buffer *gpiod_edge_event_buffer_new(size_t);
void gpiod_edge_event_buffer_free(struct gpiod_edge_event_buffer *);

#endif
