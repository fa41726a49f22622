#ifndef FAKE_CHIPS_H
#define FAKE_CHIPS_H

/* What both layers, fake_gpiod1.c and fake_gpiod2.c, ask of the chips. -1 with errno on failure. */

#include "FakeGpiod.h"

#include <stddef.h>

/* An open chip; what it was opened as does not come back when the chip does. */
typedef struct {
  int chip;
  int generation;
} fake_chip;

typedef struct {
  bool is_output;
  bool is_active_low;
  bool is_active;
  char bias;
  const char *consumer;
} fake_request;

bool fake_chip_open(const char *path, fake_chip *chip);
void fake_chip_close(fake_chip chip);
const char *fake_chip_label(fake_chip chip);
int fake_chip_count(fake_chip chip);
int fake_chip_find(fake_chip chip, const char *name);
const char *fake_line_name(fake_chip chip, int line);
const char *fake_line_holder(fake_chip chip, int line);
int fake_line_request(fake_chip chip, int line, const fake_request *request);
void fake_line_release(fake_chip chip, int line);
int fake_line_get(fake_chip chip, int line);
int fake_line_set(fake_chip chip, int line, bool is_active);
int fake_line_descriptor(fake_chip chip, int line);
int fake_line_read(fake_chip chip, int line, unsigned int most);

#endif
