#define _GNU_SOURCE
#include "fake_chips.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

typedef struct {
  char name[32];
  char holder[32];
  bool is_held, is_output, is_active_low, is_high, hangs_set, hangs_get;
  int refuses_request, refuses_set, refuses_get, times_set;
  char bias;
  /* Counts edges; -1 while nobody watches. */
  int edges;
} line;

typedef struct {
  char path[PATH_MAX];
  char label[32];
  bool is_there;
  int generation, refuses, count;
  line lines[FAKE_LINES_MOST];
} chip;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static chip chips[FAKE_CHIPS_MOST];
static int chip_count, open_chips;

static void copy(char *to, const char *from, size_t capacity) {
  snprintf(to, capacity, "%s", from == NULL ? "" : from);
}

static void unwatch(line *each) {
  if (each->edges >= 0) close(each->edges);
  each->edges = -1;
}

static int fail(int reason) {
  errno = reason;
  return -1;
}

/* The line as its holder sees it, or NULL: the chip is gone, or came back as another. */
static line *seen(fake_chip open, int number) {
  chip *its = &chips[open.chip];
  if (!its->is_there || its->generation != open.generation) return NULL;
  return &its->lines[number];
}

#define LOCKED(statements) \
  pthread_mutex_lock(&lock); \
  statements; \
  pthread_mutex_unlock(&lock)

/* For tests. */

void fake_reset(void) {
  pthread_mutex_lock(&lock);
  for (int each = 0; each < chip_count; each++) {
    for (int number = 0; number < chips[each].count; number++) unwatch(&chips[each].lines[number]);
    int generation = chips[each].generation;
    memset(&chips[each], 0, sizeof chips[each]);
    chips[each].generation = generation + 1;
  }
  chip_count = 0;
  open_chips = 0;
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&lock);
}

int fake_add_chip(const char *path, const char *label) {
  LOCKED(int number = chip_count++; chips[number].is_there = true;
         copy(chips[number].path, path, PATH_MAX); copy(chips[number].label, label, 32));
  return number;
}

int fake_add_line(int number, const char *name) {
  pthread_mutex_lock(&lock);
  int added = chips[number].count++;
  line *its = &chips[number].lines[added];
  memset(its, 0, sizeof *its);
  copy(its->name, name, sizeof its->name);
  its->edges = -1;
  its->bias = '-';
  pthread_mutex_unlock(&lock);
  return added;
}

void fake_refuse_chip(int number, int reason) { LOCKED(chips[number].refuses = reason); }

void fake_take_chip_away(int number) {
  pthread_mutex_lock(&lock);
  chips[number].is_there = false;
  chips[number].generation++;
  for (int each = 0; each < chips[number].count; each++) chips[number].lines[each].is_held = false;
  pthread_mutex_unlock(&lock);
}

void fake_bring_chip_back(int number) {
  pthread_mutex_lock(&lock);
  chips[number].is_there = true;
  /* A chip that was without power knows nothing of its levels. */
  for (int each = 0; each < chips[number].count; each++) chips[number].lines[each].is_high = false;
  pthread_mutex_unlock(&lock);
}

void fake_hold(int number, int each, const char *holder) {
  LOCKED(line *its = &chips[number].lines[each]; its->is_held = holder != NULL;
         copy(its->holder, holder, sizeof its->holder));
}

void fake_refuse_request(int number, int each, int reason) {
  LOCKED(chips[number].lines[each].refuses_request = reason);
}

void fake_refuse_set(int number, int each, int reason) {
  LOCKED(chips[number].lines[each].refuses_set = reason);
}

void fake_refuse_get(int number, int each, int reason) {
  LOCKED(chips[number].lines[each].refuses_get = reason);
}

void fake_hang_set(int number, int each, bool hangs) {
  LOCKED(chips[number].lines[each].hangs_set = hangs; pthread_cond_broadcast(&changed));
}

void fake_hang_get(int number, int each, bool hangs) {
  LOCKED(chips[number].lines[each].hangs_get = hangs; pthread_cond_broadcast(&changed));
}

void fake_drive(int number, int each, bool is_high) {
  pthread_mutex_lock(&lock);
  line *its = &chips[number].lines[each];
  if (its->is_high != is_high && its->edges >= 0) eventfd_write(its->edges, 1);
  its->is_high = is_high;
  pthread_mutex_unlock(&lock);
}

void fake_drive_unseen(int number, int each, bool is_high) {
  LOCKED(chips[number].lines[each].is_high = is_high);
}

bool fake_is_high(int number, int each) {
  LOCKED(bool is = chips[number].lines[each].is_high);
  return is;
}

bool fake_is_held(int number, int each) {
  LOCKED(bool is = chips[number].lines[each].is_held);
  return is;
}

bool fake_is_output(int number, int each) {
  LOCKED(bool is = chips[number].lines[each].is_output);
  return is;
}

int fake_times_set(int number, int each) {
  LOCKED(int times = chips[number].lines[each].times_set);
  return times;
}

char fake_bias(int number, int each) {
  LOCKED(char bias = chips[number].lines[each].bias);
  return bias;
}

int fake_open_chips(void) {
  LOCKED(int count = open_chips);
  return count;
}

/* For the layers. */

bool fake_chip_open(const char *path, fake_chip *open) {
  int reason = ENODEV;
  pthread_mutex_lock(&lock);
  for (int each = 0; each < chip_count; each++) {
    if (strcmp(chips[each].path, path) != 0 || !chips[each].is_there) continue;
    reason = chips[each].refuses;
    if (reason == 0) {
      open->chip = each;
      open->generation = chips[each].generation;
      open_chips++;
    }
    break;
  }
  pthread_mutex_unlock(&lock);
  if (reason != 0) errno = reason;
  return reason == 0;
}

void fake_chip_close(fake_chip open) {
  (void)open;
  LOCKED(open_chips--);
}

const char *fake_chip_label(fake_chip open) { return chips[open.chip].label; }
int fake_chip_count(fake_chip open) { return chips[open.chip].count; }

int fake_chip_find(fake_chip open, const char *name) {
  for (int each = 0; each < chips[open.chip].count; each++) {
    if (strcmp(chips[open.chip].lines[each].name, name) == 0) return each;
  }
  return fail(ENOENT);
}

const char *fake_line_name(fake_chip open, int number) {
  const char *name = chips[open.chip].lines[number].name;
  return name[0] == '\0' ? NULL : name;
}

const char *fake_line_holder(fake_chip open, int number) {
  const char *holder = chips[open.chip].lines[number].holder;
  return holder[0] == '\0' ? NULL : holder;
}

int fake_line_request(fake_chip open, int number, const fake_request *request) {
  pthread_mutex_lock(&lock);
  line *its = seen(open, number);
  int reason = its == NULL ? ENODEV : its->refuses_request;
  if (reason == 0 && its->is_held) reason = EBUSY;
  if (reason == 0) {
    its->is_held = true;
    its->is_output = request->is_output;
    its->is_active_low = request->is_active_low;
    its->bias = request->bias;
    copy(its->holder, request->consumer, sizeof its->holder);
    unwatch(its);
    if (request->is_output) {
      its->is_high = request->is_active != request->is_active_low;
      its->times_set++;
    } else {
      its->edges = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    }
  }
  pthread_mutex_unlock(&lock);
  return reason == 0 ? 0 : fail(reason);
}

void fake_line_release(fake_chip open, int number) {
  pthread_mutex_lock(&lock);
  line *its = seen(open, number);
  if (its != NULL) {
    its->is_held = false;
    copy(its->holder, "", sizeof its->holder);
    unwatch(its);
  }
  pthread_mutex_unlock(&lock);
}

int fake_line_get(fake_chip open, int number) {
  pthread_mutex_lock(&lock);
  line *its = seen(open, number);
  while (its != NULL && its->hangs_get) {
    pthread_cond_wait(&changed, &lock);
    its = seen(open, number);
  }
  int reason = its == NULL ? ENODEV : its->refuses_get;
  int level = reason == 0 && its->is_high != its->is_active_low;
  pthread_mutex_unlock(&lock);
  return reason == 0 ? level : fail(reason);
}

int fake_line_set(fake_chip open, int number, bool is_active) {
  pthread_mutex_lock(&lock);
  line *its = seen(open, number);
  while (its != NULL && its->hangs_set) {
    pthread_cond_wait(&changed, &lock);
    its = seen(open, number);
  }
  int reason = its == NULL ? ENODEV : its->refuses_set;
  if (reason == 0) {
    its->is_high = is_active != its->is_active_low;
    its->times_set++;
  }
  pthread_mutex_unlock(&lock);
  return reason == 0 ? 0 : fail(reason);
}

/* Also of a chip that is gone: its descriptor is open still, and nothing ever comes of it. */
int fake_line_descriptor(fake_chip open, int number) {
  LOCKED(int edges = chips[open.chip].lines[number].edges);
  return edges;
}

int fake_line_read(fake_chip open, int number, unsigned int most) {
  eventfd_t count = 0;
  int edges = fake_line_descriptor(open, number);
  if (edges < 0 || eventfd_read(edges, &count) != 0) return fail(EIO);
  return (int)(count < most ? count : most);
}
