/* One simulated chip for a whole program, which is started with this in LD_PRELOAD: the library's
   functions, and the folder of devices, are then these. Built by the test that needs it; in the
   package it is empty. */
#ifdef FAKE_GPIOD_PRELOADED

#define _GNU_SOURCE
#include "FakeGpiod.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const char chip_path[] = "/dev/gpiochip0";

/* What the test and the program share, in a file: a row for each line. */
typedef struct {
  /* Of the program: '1' or '0', and '1' while it holds the line. */
  char level, is_held;
  /* Of the test: '1' makes every further set hang, and the level that an input has. */
  char hangs, pull;
} shared_line;

static shared_line *shared;
static int line_count;

static bool is_device_folder(const char *path) { return strcmp(path, "/dev") == 0; }

DIR *opendir(const char *path) {
  DIR *(*real)(const char *) = (DIR * (*)(const char *)) dlsym(RTLD_NEXT, "opendir");
  const char *folder = getenv("FAKE_GPIOD_FOLDER");
  return real(is_device_folder(path) && folder != NULL ? folder : path);
}

int lstat(const char *restrict path, struct stat *restrict status) {
  int (*real)(const char *, struct stat *) =
      (int (*)(const char *, struct stat *))dlsym(RTLD_NEXT, "lstat");
  return real(strcmp(path, chip_path) == 0 ? "/" : path, status);
}

static void *follow(void *unused) {
  (void)unused;
  char pulled[FAKE_LINES_MOST] = {0};
  for (;;) {
    for (int line = 0; line < line_count; line++) {
      fake_hang_set(0, line, shared[line].hangs == '1');
      if (shared[line].pull != pulled[line]) {
        pulled[line] = shared[line].pull;
        fake_drive(0, line, pulled[line] == '1');
      }
      shared[line].level = fake_is_high(0, line) ? '1' : '0';
      shared[line].is_held = fake_is_held(0, line) ? '1' : '0';
    }
    usleep(2000);
  }
  return NULL;
}

__attribute__((constructor)) static void begin(void) {
  const char *file = getenv("FAKE_GPIOD_SHARED"), *names = getenv("FAKE_GPIOD_LINES");
  int shared_file = file == NULL ? -1 : open(file, O_RDWR | O_CLOEXEC);
  if (shared_file < 0 || names == NULL) return;
  shared = mmap(NULL, sizeof(shared_line) * FAKE_LINES_MOST, PROT_READ | PROT_WRITE, MAP_SHARED,
                shared_file, 0);
  close(shared_file);
  if (shared == MAP_FAILED) abort();
  fake_add_chip(chip_path, "board");
  char *copy = strdup(names), *rest = NULL;
  for (char *name = strtok_r(copy, ",", &rest); name != NULL && line_count < FAKE_LINES_MOST;
       name = strtok_r(NULL, ",", &rest)) {
    fake_add_line(0, name);
    line_count++;
  }
  free(copy);
  pthread_t thread;
  if (pthread_create(&thread, NULL, follow, NULL) != 0) abort();
}

#else

/* A file of C may not be empty. */
typedef int preloaded_elsewhere;

#endif
