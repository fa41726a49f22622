/* The same checks of CGpioLines over either library: prints what is wrong, and how many were. */
#define _GNU_SOURCE
#include "FakeGpiod.h"
#include "CGpioLines.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static int wrong;

#define CHECK(condition) \
  do { \
    if (!(condition)) { \
      printf("line %d: not so: %s\n", __LINE__, #condition); \
      wrong++; \
    } \
  } while (0)

static const char *folder;
static gpio_lines_failure failure;

static gpio_line *output(const char *label, const char *name, bool is_active_low, bool is_active) {
  return gpio_lines_take_output(folder, label, name, is_active_low, is_active, "kmcd", &failure);
}

static gpio_line *input(const char *name, gpio_lines_bias bias) {
  return gpio_lines_take_input(folder, "board", name, false, bias, "kmcd", &failure);
}

static void check_output(int chip, int relay) {
  gpio_line *line = output("board", "relay", true, true);
  CHECK(line != NULL && fake_is_output(chip, relay) && !fake_is_high(chip, relay));
  CHECK(gpio_line_set(line, false) == 0 && fake_is_high(chip, relay));
  CHECK(gpio_line_level(line) == 0);
  CHECK(output("board", "relay", false, false) == NULL && failure.problem == GPIO_LINES_BUSY);
  CHECK(strcmp(failure.holder, "kmcd") == 0);
  fake_refuse_set(chip, relay, EIO);
  CHECK(gpio_line_set(line, true) == EIO);
  fake_refuse_set(chip, relay, 0);
  fake_take_chip_away(chip);
  CHECK(gpio_line_set(line, true) == ENODEV && gpio_line_level(line) == -ENODEV);
  gpio_line_release(line);
  CHECK(output("board", "relay", false, false) == NULL && failure.problem == GPIO_LINES_NO_LINE);
  fake_bring_chip_back(chip);
  line = output("board", "relay", false, true);
  CHECK(line != NULL && fake_is_high(chip, relay));
  gpio_line_release(line);
  CHECK(!fake_is_held(chip, relay) && fake_open_chips() == 0);
}

static void check_input(int chip, int button) {
  int bell = gpio_lines_bell();
  gpio_line *line = input("button", GPIO_LINES_BIAS_PULL_UP);
  CHECK(line != NULL && !fake_is_output(chip, button) && fake_bias(chip, button) == 'u');
  CHECK(gpio_line_wait(line, bell, 10) == 0);
  fake_drive(chip, button, true);
  fake_drive(chip, button, false);
  fake_drive(chip, button, true);
  CHECK(gpio_line_wait(line, bell, 10000) == 3 && gpio_line_level(line) == 1);
  gpio_lines_ring(bell);
  CHECK(gpio_line_wait(line, bell, 10000) == 0);
  CHECK(gpio_line_wait(line, bell, 10) == 0);
  fake_take_chip_away(chip);
  CHECK(gpio_line_wait(line, bell, 10) == 0 && gpio_line_level(line) == -ENODEV);
  gpio_line_release(line);
  fake_bring_chip_back(chip);
  line = input("button", GPIO_LINES_BIAS_NONE);
  CHECK(line != NULL && fake_bias(chip, button) == 'n');
  gpio_line_release(line);
  line = input("button", GPIO_LINES_BIAS_PULL_DOWN);
  CHECK(line != NULL && fake_bias(chip, button) == 'd');
  gpio_line_release(line);
}

static void check_refusals(int chip, int relay, int other) {
  CHECK(output("bord", "relay", false, false) == NULL && failure.problem == GPIO_LINES_NO_CHIP);
  CHECK(output("board", "rely", false, false) == NULL && failure.problem == GPIO_LINES_NO_LINE);
  fake_refuse_request(chip, relay, ENXIO);
  CHECK(output("board", "relay", false, false) == NULL);
  CHECK(failure.problem == GPIO_LINES_INCAPABLE && failure.error == ENXIO);
  fake_refuse_request(chip, relay, 0);
  fake_refuse_chip(other, EACCES);
  CHECK(output("bord", "relay", false, false) == NULL && failure.problem == GPIO_LINES_PERMISSION);
  fake_refuse_chip(other, 0);
  fake_add_line(other, "relay");
  CHECK(output("board", "relay", false, false) == NULL && failure.problem == GPIO_LINES_AMBIGUOUS);
  CHECK(fake_open_chips() == 0);
}

static void count(void *context, const char *name) {
  (void)name;
  ++*(int *)context;
}

/* The folder has to hold files gpiochip0 and gpiochip1, and a link gpiochip2 to the first. */
int main(int argc, char **argv) {
  char path[4096];
  if (argc != 2) return 2;
  folder = argv[1];
  snprintf(path, sizeof path, "%s/gpiochip0", folder);
  int chip = fake_add_chip(path, "board");
  int relay = fake_add_line(chip, "relay");
  fake_add_line(chip, "");
  int button = fake_add_line(chip, "button");
  snprintf(path, sizeof path, "%s/gpiochip1", folder);
  int other = fake_add_chip(path, "board");
  snprintf(path, sizeof path, "%s/gpiochip2", folder);
  fake_add_line(fake_add_chip(path, "board"), "relay");
  int labels = 0, names = 0;
  gpio_lines_each_label(folder, &labels, count);
  gpio_lines_each_name(folder, "board", &names, count);
  CHECK(labels == 2 && names == 2);
  check_output(chip, relay);
  check_input(chip, button);
  check_refusals(chip, relay, other);
  printf("%d wrong\n", wrong);
  return wrong == 0 ? 0 : 1;
}
