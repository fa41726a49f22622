/*
 * The floor under the gateway's figures: the least that a plain program does with the same lines.
 * It decodes frames, stores each reading in SQLite with a commit a second, and publishes each; it
 * decides nothing, alarms nobody, and forgets what the broker did not take.
 *
 *   floor DATABASE BROKER_PORT QOS LINE...    prints `ready`, and on SIGUSR1
 *                                             `frames F rejected R published P`
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <mosquitto.h>
#include <poll.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "kmc_protocol.h"

enum { LINES_MAX = 64, VALUES = 10, COMMIT_EVERY_MS = 1000 };

/* The measured fields, in the order of their tags from KMC_TAG_CLASP on. */
static const char *const names[VALUES] = {"clasp", "contact", "force",       "tilt",     "motion",
                                          "inner", "outer",   "temperature", "humidity", "battery"};

static kmc_decoder decoders[LINES_MAX];
static struct mosquitto *client;
static sqlite3 *database;
static sqlite3_stmt *insertion;
static int qos;
static unsigned long long frames;
static unsigned long long rejected;
static unsigned long long published;
static volatile sig_atomic_t must_tell;
static volatile sig_atomic_t must_end;

static void on_signal(int number) {
  if (number == SIGUSR1) {
    must_tell = 1;
  } else {
    must_end = 1;
  }
}

static void fail(const char *what, const char *why) {
  fprintf(stderr, "floor: %s: %s\n", what, why);
  exit(1);
}

static int64_t clock_ms(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void run_sql(const char *sql) {
  if (sqlite3_exec(database, sql, NULL, NULL, NULL) != SQLITE_OK) {
    fail(sql, sqlite3_errmsg(database));
  }
}

static void open_database(const char *path) {
  if (sqlite3_open(path, &database) != SQLITE_OK) {
    fail(path, sqlite3_errmsg(database));
  }
  run_sql("PRAGMA journal_mode=WAL");
  run_sql("PRAGMA synchronous=FULL");
  run_sql("CREATE TABLE reading (received_ms INTEGER, serial INTEGER, boot INTEGER,"
          " uptime_ms INTEGER, clasp INTEGER, contact INTEGER, force INTEGER, tilt INTEGER,"
          " motion INTEGER, inner INTEGER, outer INTEGER, temperature INTEGER, humidity INTEGER,"
          " battery INTEGER)");
  if (sqlite3_prepare_v2(database, "INSERT INTO reading VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", -1,
                         &insertion, NULL) != SQLITE_OK) {
    fail("insert", sqlite3_errmsg(database));
  }
  run_sql("BEGIN");
}

/* False when the frame has no such value, or its sensor is broken. */
static bool value_of(const kmc_frame *frame, size_t index, int *value) {
  uint8_t tag = (uint8_t)(KMC_TAG_CLASP + index);
  uint8_t fault;
  uint8_t byte = 0;
  uint16_t word = 0;
  int16_t signed_word = 0;
  if (kmc_get_fault_of(frame, tag, &fault)) {
    return false;
  }
  switch (tag) {
    case KMC_TAG_CLASP:
      if (!kmc_get_u8(frame, tag, &byte)) {
        return false;
      }
      *value = byte;
      return true;
    case KMC_TAG_TILT:
    case KMC_TAG_INNER:
    case KMC_TAG_OUTER:
    case KMC_TAG_TEMPERATURE:
      if (!kmc_get_i16(frame, tag, &signed_word)) {
        return false;
      }
      *value = signed_word;
      return true;
    default:
      if (!kmc_get_u16(frame, tag, &word)) {
        return false;
      }
      *value = word;
      return true;
  }
}

static void take(const kmc_frame *frame) {
  char topic[64];
  char body[512];
  int value;
  int64_t now_ms = clock_ms(CLOCK_REALTIME);
  if (frame->header.type != KMC_REPORT) {
    return;
  }
  unsigned long long serial = frame->header.serial;
  int size = snprintf(body, sizeof body, "{\"t\":%lld,\"serial\":%llu,\"boot\":%u,\"uptime_ms\":%llu",
                      (long long)now_ms, serial, frame->header.boot,
                      (unsigned long long)frame->header.uptime_ms);
  sqlite3_bind_int64(insertion, 1, now_ms);
  sqlite3_bind_int64(insertion, 2, (sqlite3_int64)serial);
  sqlite3_bind_int64(insertion, 3, frame->header.boot);
  sqlite3_bind_int64(insertion, 4, (sqlite3_int64)frame->header.uptime_ms);
  for (size_t index = 0; index < VALUES; index++) {
    if (value_of(frame, index, &value)) {
      sqlite3_bind_int(insertion, (int)index + 5, value);
      size += snprintf(body + size, sizeof body - (size_t)size, ",\"%s\":%d", names[index], value);
    } else {
      sqlite3_bind_null(insertion, (int)index + 5);
    }
  }
  size += snprintf(body + size, sizeof body - (size_t)size, "}");
  if (sqlite3_step(insertion) != SQLITE_DONE) {
    fail("insert", sqlite3_errmsg(database));
  }
  sqlite3_reset(insertion);
  snprintf(topic, sizeof topic, "kmc/v1/bench/kmc/floor/reading");
  published += mosquitto_publish(client, NULL, topic, size, body, qos, false) == MOSQ_ERR_SUCCESS;
}

static void hear(int line, kmc_decoder *decoder) {
  uint8_t bytes[4096];
  kmc_frame frame;
  size_t used;
  ssize_t size = read(line, bytes, sizeof bytes);
  for (size_t at = 0; size > 0 && at < (size_t)size; at += used) {
    kmc_result result = kmc_decoder_push_buffer(decoder, bytes + at, (size_t)size - at, &used, &frame);
    if (result == KMC_FRAME) {
      frames++;
      take(&frame);
    } else {
      rejected += result != KMC_NONE;
    }
  }
}

static int open_line(const char *path) {
  struct termios settings;
  int line = open(path, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (line < 0 || tcgetattr(line, &settings) != 0) {
    fail(path, strerror(errno));
  }
  cfmakeraw(&settings);
  cfsetspeed(&settings, B115200);
  if (tcsetattr(line, TCSANOW, &settings) != 0) {
    fail(path, strerror(errno));
  }
  return line;
}

static void connect_broker(const char *port) {
  mosquitto_lib_init();
  client = mosquitto_new("floor", true, NULL);
  int error = client == NULL ? MOSQ_ERR_NOMEM : mosquitto_connect(client, "127.0.0.1", atoi(port), 60);
  if (error == MOSQ_ERR_SUCCESS) {
    error = mosquitto_loop_start(client);
  }
  if (error != MOSQ_ERR_SUCCESS) {
    fail("broker", mosquitto_strerror(error));
  }
}

int main(int argc, char **argv) {
  struct pollfd lines[LINES_MAX];
  struct sigaction action = {.sa_handler = on_signal};
  nfds_t count = argc > 4 ? (nfds_t)argc - 4 : 0;
  if (count < 1 || count > LINES_MAX) {
    fprintf(stderr, "usage: floor DATABASE BROKER_PORT QOS LINE...\n");
    return 2;
  }
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  sigaction(SIGUSR1, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  open_database(argv[1]);
  connect_broker(argv[2]);
  qos = atoi(argv[3]);
  for (nfds_t index = 0; index < count; index++) {
    lines[index] = (struct pollfd){open_line(argv[4 + index]), POLLIN, 0};
    kmc_decoder_init(&decoders[index], KMC_FROM_BOARD);
  }
  puts("ready");
  fflush(stdout);
  int64_t commit_ms = clock_ms(CLOCK_MONOTONIC) + COMMIT_EVERY_MS;
  while (!must_end) {
    int64_t rest_ms = commit_ms - clock_ms(CLOCK_MONOTONIC);
    int ready = poll(lines, count, rest_ms > 0 ? (int)rest_ms : 0);
    for (nfds_t index = 0; ready > 0 && index < count; index++) {
      if ((lines[index].revents & POLLIN) != 0) {
        hear(lines[index].fd, &decoders[index]);
      }
    }
    if (clock_ms(CLOCK_MONOTONIC) >= commit_ms) {
      run_sql("COMMIT");
      run_sql("BEGIN");
      commit_ms += COMMIT_EVERY_MS;
    }
    if (must_tell) {
      must_tell = 0;
      printf("frames %llu rejected %llu published %llu\n", frames, rejected, published);
      fflush(stdout);
    }
  }
  run_sql("COMMIT");
  return 0;
}
