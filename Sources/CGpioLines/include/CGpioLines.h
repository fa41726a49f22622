#ifndef CGPIOLINES_H
#define CGPIOLINES_H

/* One GPIO line, found by the label of its chip and its own name, over libgpiod 1.6 or 2.x. */

#include <stdbool.h>
#include <stddef.h>

/* The kernel's own limit for labels, names and consumers, with the zero at their end. */
#define GPIO_LINES_NAME_CAPACITY 32

typedef struct gpio_line gpio_line;

/* Why a line cannot be had. */
typedef enum {
  GPIO_LINES_FINE = 0,
  /* No chip has the label. */
  GPIO_LINES_NO_CHIP,
  /* No chip has the label, and one that might have it may not be opened. */
  GPIO_LINES_PERMISSION,
  /* The chip has no line of that name. */
  GPIO_LINES_NO_LINE,
  /* Two chips have the label, and each a line of that name. */
  GPIO_LINES_AMBIGUOUS,
  /* Somebody else holds the line; `holder` is who, as far as the kernel says it. */
  GPIO_LINES_BUSY,
  /* The line is there and cannot do what is asked: edges, a bias, to be an output. */
  GPIO_LINES_INCAPABLE,
  GPIO_LINES_FAILED
} gpio_lines_problem;

typedef struct {
  gpio_lines_problem problem;
  /* The errno behind it, or 0. */
  int error;
  char holder[GPIO_LINES_NAME_CAPACITY];
} gpio_lines_failure;

typedef enum {
  GPIO_LINES_BIAS_AS_IS = 0,
  GPIO_LINES_BIAS_PULL_UP,
  GPIO_LINES_BIAS_PULL_DOWN,
  GPIO_LINES_BIAS_NONE
} gpio_lines_bias;

/* Takes a line as an output at the level `is_active`, or returns NULL and fills `failure`.
   `folder` is where the chips are: /dev. */
gpio_line *gpio_lines_take_output(const char *folder, const char *label, const char *name,
                                  bool is_active_low, bool is_active, const char *consumer,
                                  gpio_lines_failure *failure);

/* Takes a line as an input that tells both edges, or returns NULL and fills `failure`. */
gpio_line *gpio_lines_take_input(const char *folder, const char *label, const char *name,
                                 bool is_active_low, gpio_lines_bias bias, const char *consumer,
                                 gpio_lines_failure *failure);

/* Releases the line. What becomes of its level is the chip's own business. */
void gpio_line_release(gpio_line *line);

/* Drives an output. Returns 0 or the errno: ENODEV when the chip is gone. */
int gpio_line_set(gpio_line *line, bool is_active);

/* The level, 1 active or 0, or the negated errno: -ENODEV when the chip is gone. This is the only
   sign of life: libgpiod 1.6 waits for ever on the events of a chip that has vanished. */
int gpio_line_level(gpio_line *line);

/* Waits for an edge of an input for `milliseconds` at most, or until `bell` rings.
   Returns how many edges were taken, 0 for none, or the negated errno. Edges that the kernel had
   no room for are missing: ask for the level afterwards. */
int gpio_line_wait(gpio_line *line, int bell, int milliseconds);

/* What wakes a gpio_line_wait from another thread: a descriptor, or the negated errno. */
int gpio_lines_bell(void);
void gpio_lines_ring(int bell);

/* Calls `each` with every label of a chip that may be opened. */
void gpio_lines_each_label(const char *folder, void *context,
                           void (*each)(void *context, const char *label));

/* Calls `each` with every name of a line of the chips with this label. */
void gpio_lines_each_name(const char *folder, const char *label, void *context,
                          void (*each)(void *context, const char *name));

#endif
