/* Chips are looked for by their label each time: the number in /dev/gpiochip0 belongs to whichever
   chip came first. */
#define _GNU_SOURCE
#include "chip_library.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

struct gpio_line {
  struct gpiod_chip *chip;
  held_line *held;
};

void chip_library_copy(char to[GPIO_LINES_NAME_CAPACITY], const char *from) {
  snprintf(to, GPIO_LINES_NAME_CAPACITY, "%s", from == NULL ? "" : from);
}

/* A walk over the chips of a folder. A link is another name of a chip that has one already: some
   boards keep an old number alive so. */
typedef struct {
  const char *folder;
  DIR *entries;
  /* Of a chip that could not be opened, the last errno. */
  int refused;
} chip_walk;

static struct gpiod_chip *next_chip(chip_walk *walk) {
  struct dirent *entry;
  while (walk->entries != NULL && (entry = readdir(walk->entries)) != NULL) {
    char path[PATH_MAX];
    struct stat status;
    if (strncmp(entry->d_name, "gpiochip", strlen("gpiochip")) != 0) continue;
    int length = snprintf(path, sizeof path, "%s/%s", walk->folder, entry->d_name);
    if (length < 0 || (size_t)length >= sizeof path) continue;
    if (lstat(path, &status) != 0 || S_ISLNK(status.st_mode)) continue;
    struct gpiod_chip *chip = gpiod_chip_open(path);
    if (chip != NULL) return chip;
    walk->refused = errno;
  }
  return NULL;
}

static chip_walk begin_walk(const char *folder) {
  chip_walk walk = {.folder = folder, .entries = opendir(folder), .refused = 0};
  return walk;
}

static void end_walk(chip_walk *walk) {
  if (walk->entries != NULL) closedir(walk->entries);
}

static bool has_label(struct gpiod_chip *chip, const char *label) {
  char own[GPIO_LINES_NAME_CAPACITY];
  return chip_library_label(chip, own) && strcmp(own, label) == 0;
}

/* The one chip with this label that has the line, or NULL and the problem. */
static struct gpiod_chip *find_chip(const char *folder, const char *label, const char *name,
                                    unsigned int *line, gpio_lines_failure *failure) {
  struct gpiod_chip *found = NULL, *chip;
  bool has_chip = false, is_ambiguous = false;
  chip_walk walk = begin_walk(folder);
  while ((chip = next_chip(&walk)) != NULL) {
    int number = -1;
    if (has_label(chip, label)) {
      has_chip = true;
      number = chip_library_find(chip, name);
      if (number < 0 && errno != ENOENT) failure->error = errno;
    }
    if (number < 0 || found != NULL) {
      is_ambiguous = is_ambiguous || number >= 0;
      gpiod_chip_close(chip);
    } else {
      found = chip;
      *line = (unsigned int)number;
    }
  }
  end_walk(&walk);
  if (found != NULL && !is_ambiguous) return found;
  if (found != NULL) {
    gpiod_chip_close(found);
    failure->problem = GPIO_LINES_AMBIGUOUS;
  } else if (has_chip) {
    failure->problem = failure->error == 0 ? GPIO_LINES_NO_LINE : GPIO_LINES_FAILED;
  } else if (walk.refused == EACCES || walk.refused == EPERM) {
    failure->problem = GPIO_LINES_PERMISSION;
    failure->error = walk.refused;
  } else {
    failure->problem = GPIO_LINES_NO_CHIP;
  }
  return NULL;
}

static gpio_lines_problem problem_of(int reason) {
  switch (reason) {
    case EBUSY: return GPIO_LINES_BUSY;
    case EACCES:
    case EPERM: return GPIO_LINES_PERMISSION;
    /* The kernel says so of a line without interrupts, of a bias that the chip does not have, and
       of an output that is an interrupt already. */
    case EINVAL:
    case ENXIO:
    case EOPNOTSUPP:
    case EIO: return GPIO_LINES_INCAPABLE;
    default: return GPIO_LINES_FAILED;
  }
}

static gpio_line *take(const char *folder, const char *label, const char *name,
                       const line_request *request, gpio_lines_failure *failure) {
  unsigned int number = 0;
  memset(failure, 0, sizeof *failure);
  gpio_line *line = malloc(sizeof *line);
  if (line == NULL) {
    failure->problem = GPIO_LINES_FAILED;
    failure->error = ENOMEM;
    return NULL;
  }
  line->chip = find_chip(folder, label, name, &number, failure);
  if (line->chip != NULL) {
    line->held = chip_library_take(line->chip, number, request);
    if (line->held != NULL) return line;
    failure->error = errno;
    failure->problem = problem_of(failure->error);
    if (failure->problem == GPIO_LINES_BUSY) {
      chip_library_holder(line->chip, number, failure->holder);
    }
    gpiod_chip_close(line->chip);
  }
  free(line);
  return NULL;
}

gpio_line *gpio_lines_take_output(const char *folder, const char *label, const char *name,
                                  bool is_active_low, bool is_active, const char *consumer,
                                  gpio_lines_failure *failure) {
  line_request request = {
      .is_output = true,
      .is_active_low = is_active_low,
      .is_active = is_active,
      .bias = GPIO_LINES_BIAS_AS_IS,
      .consumer = consumer,
  };
  return take(folder, label, name, &request, failure);
}

gpio_line *gpio_lines_take_input(const char *folder, const char *label, const char *name,
                                 bool is_active_low, gpio_lines_bias bias, const char *consumer,
                                 gpio_lines_failure *failure) {
  line_request request = {
      .is_output = false,
      .is_active_low = is_active_low,
      .is_active = false,
      .bias = bias,
      .consumer = consumer,
  };
  return take(folder, label, name, &request, failure);
}

void gpio_line_release(gpio_line *line) {
  chip_library_release(line->held);
  gpiod_chip_close(line->chip);
  free(line);
}

int gpio_line_set(gpio_line *line, bool is_active) {
  return chip_library_set(line->held, is_active) == 0 ? 0 : errno;
}

int gpio_line_level(gpio_line *line) {
  int level = chip_library_get(line->held);
  return level < 0 ? -errno : level;
}

int gpio_line_wait(gpio_line *line, int bell, int milliseconds) {
  struct pollfd watched[] = {
      {.fd = chip_library_descriptor(line->held), .events = POLLIN | POLLPRI},
      {.fd = bell, .events = POLLIN},
  };
  int ready = poll(watched, 2, milliseconds);
  if (ready < 0) return errno == EINTR ? 0 : -errno;
  eventfd_t rung;
  if ((watched[1].revents & POLLIN) != 0 && eventfd_read(bell, &rung) != 0) return -errno;
  if ((watched[0].revents & (POLLIN | POLLPRI)) != 0) {
    int count = chip_library_read(line->held, UINT_MAX);
    return count < 0 ? -errno : count;
  }
  return (watched[0].revents & (POLLERR | POLLHUP | POLLNVAL)) != 0 ? -ENODEV : 0;
}

int gpio_lines_bell(void) {
  int bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  return bell < 0 ? -errno : bell;
}

void gpio_lines_ring(int bell) {
  /* It fails only when it rings already. */
  if (eventfd_write(bell, 1) != 0) return;
}

void gpio_lines_each_label(const char *folder, void *context,
                           void (*each)(void *context, const char *label)) {
  struct gpiod_chip *chip;
  char label[GPIO_LINES_NAME_CAPACITY];
  chip_walk walk = begin_walk(folder);
  while ((chip = next_chip(&walk)) != NULL) {
    if (chip_library_label(chip, label)) each(context, label);
    gpiod_chip_close(chip);
  }
  end_walk(&walk);
}

void gpio_lines_each_name(const char *folder, const char *label, void *context,
                          void (*each)(void *context, const char *name)) {
  struct gpiod_chip *chip;
  char name[GPIO_LINES_NAME_CAPACITY];
  chip_walk walk = begin_walk(folder);
  while ((chip = next_chip(&walk)) != NULL) {
    size_t count = has_label(chip, label) ? chip_library_count(chip) : 0;
    for (unsigned int line = 0; line < count; line++) {
      chip_library_name(chip, line, name);
      if (name[0] != '\0') each(context, name);
    }
    gpiod_chip_close(chip);
  }
  end_walk(&walk);
}
