#ifndef CHIP_LIBRARY_H
#define CHIP_LIBRARY_H

/* What is different between libgpiod 1.6 and 2.x, as one set of functions: gpiod1.c or gpiod2.c.
   All of them set errno where they fail. */

#include "CGpioLines.h"

/* The header of 1.6 needs it and does not say so. */
#include <time.h>

#include <gpiod.h>

/* Only the header of 1.x has bulks of lines; none of them names its version. */
#ifdef GPIOD_LINE_BULK_MAX_LINES
#define CHIP_LIBRARY_IS_1 1
#else
#define CHIP_LIBRARY_IS_1 0
#endif

typedef struct {
  bool is_output;
  bool is_active_low;
  bool is_active;
  gpio_lines_bias bias;
  const char *consumer;
} line_request;

/* A line that is held, in the library's own terms. */
typedef struct held_line held_line;

/* Writes the chip's label; returns false where it cannot be told. */
bool chip_library_label(struct gpiod_chip *chip, char label[GPIO_LINES_NAME_CAPACITY]);

/* The number of the first line of that name, or -1 with ENOENT where there is none. */
int chip_library_find(struct gpiod_chip *chip, const char *name);

/* How many lines the chip has. */
size_t chip_library_count(struct gpiod_chip *chip);

/* Writes a line's name or who holds it; empty where it has none or cannot be told. */
void chip_library_name(struct gpiod_chip *chip, unsigned int line,
                       char name[GPIO_LINES_NAME_CAPACITY]);
void chip_library_holder(struct gpiod_chip *chip, unsigned int line,
                         char holder[GPIO_LINES_NAME_CAPACITY]);

/* Takes the line; NULL where it is not to be had. */
held_line *chip_library_take(struct gpiod_chip *chip, unsigned int line,
                             const line_request *request);
void chip_library_release(held_line *held);

/* 0 and 1, or -1. */
int chip_library_get(held_line *held);
int chip_library_set(held_line *held, bool is_active);

/* Where events can be polled for; reading takes what is there, at most `most`, and returns how many
   or -1. To be called only when there is one: it would wait. */
int chip_library_descriptor(held_line *held);
int chip_library_read(held_line *held, unsigned int most);

/* Copies as much as there is room for, always with a zero at its end. */
void chip_library_copy(char to[GPIO_LINES_NAME_CAPACITY], const char *from);

#endif
