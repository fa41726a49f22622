/*
 * Stands in for libgpiod on a machine without a chip: LD_PRELOAD puts it before the library.
 *
 * Two chips of 16 lines, `bench-1` and `bench-2` with `relay-1` to `relay-32`; the chips themselves
 * are Tests/FakeGpiod. Each value that a line is given goes into the file KMC_BENCH_RELAYS as
 * `NANOSECONDS LINE VALUE`, with CLOCK_MONOTONIC at the moment when the library was called: what a
 * kernel and a chip need after that is not in it. KMC_BENCH_CHIPS is a folder with the files
 * gpiochip0 and gpiochip1; the gateway sees it in place of /dev.
 */
#define _GNU_SOURCE
#include "fake_chips.h"

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { CHIPS = 2 };

static int record = -1;

/* The linker's --wrap puts these before the functions of Tests/FakeGpiod. */
int __real_fake_line_request(fake_chip open, int line, const fake_request *request);
int __wrap_fake_line_request(fake_chip open, int line, const fake_request *request);
int __real_fake_line_set(fake_chip open, int line, bool is_active);
int __wrap_fake_line_set(fake_chip open, int line, bool is_active);

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("KMC_BENCH_RELAYS");
  record = path == NULL ? -1 : open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (record < 0) {
    fputs("relays: KMC_BENCH_RELAYS names no file that can be written\n", stderr);
    _exit(1);
  }
  for (int chip = 0; chip < CHIPS; chip++) {
    char path_of_chip[32], label[32], name[32];
    snprintf(path_of_chip, sizeof path_of_chip, "/dev/gpiochip%d", chip);
    snprintf(label, sizeof label, "bench-%d", chip + 1);
    int added = fake_add_chip(path_of_chip, label);
    for (int line = 0; line < FAKE_LINES_MOST; line++) {
      snprintf(name, sizeof name, "relay-%d", chip * FAKE_LINES_MOST + line + 1);
      fake_add_line(added, name);
    }
  }
}

static void note(fake_chip open, int line, bool is_active) {
  char text[64];
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  int size = snprintf(text, sizeof text, "%lld %s %d\n",
                      (long long)now.tv_sec * 1000000000 + now.tv_nsec,
                      fake_line_name(open, line), is_active);
  if (write(record, text, (size_t)size) != size) {
    fputs("relays: the record cannot be written\n", stderr);
    _exit(1);
  }
}

int __wrap_fake_line_request(fake_chip open, int line, const fake_request *request) {
  if (request->is_output) {
    note(open, line, request->is_active);
  }
  return __real_fake_line_request(open, line, request);
}

int __wrap_fake_line_set(fake_chip open, int line, bool is_active) {
  note(open, line, is_active);
  return __real_fake_line_set(open, line, is_active);
}

/* ------------------------------------------------------------------ /dev */

/* The next one after this library's; POSIX lets a function come out of dlsym, C does not. */
static void next_of(const char *name, void *function, size_t size) {
  void *found = dlsym(RTLD_NEXT, name);
  memcpy(function, &found, size);
}

DIR *opendir(const char *path) {
  DIR *(*next)(const char *);
  const char *chips = getenv("KMC_BENCH_CHIPS");
  next_of("opendir", &next, sizeof next);
  return next(chips != NULL && strcmp(path, "/dev") == 0 ? chips : path);
}

int lstat(const char *restrict path, struct stat *restrict status) {
  int (*next)(const char *, struct stat *);
  char moved[4096];
  const char *chips = getenv("KMC_BENCH_CHIPS");
  next_of("lstat", &next, sizeof next);
  if (chips == NULL || strncmp(path, "/dev/gpiochip", strlen("/dev/gpiochip")) != 0) {
    return next(path, status);
  }
  snprintf(moved, sizeof moved, "%s/%s", chips, path + strlen("/dev/"));
  return next(moved, status);
}
