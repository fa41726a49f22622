/*
 * Plays sensor boards on pseudo-terminals, as fast as it is told, and counts honestly.
 *
 *   boards COUNT [FILE] prints a line `port PATH KIND SERIAL` a board, then takes orders:
 *     rate R            R frames a second of all boards together from now on; 0: silence
 *     counts            answers `written W lost L late T`: frames wholly handed to the terminals,
 *                       frames that a full terminal refused, and how far behind its own timetable
 *                       the worst frame since `rate` was, in microseconds
 *     battery B V         board B, from 0, reads V mV from its next report on; its reports then go
 *     temperature B V     (hundredths of a degree) into FILE, a line each: `NANOSECONDS B N`, with
 *                         CLOCK_MONOTONIC just before the last byte was handed to the terminal;
 *                         N counts reports since the order, from 1
 *
 * The boards are full binders, but for skin probes on every second port and one ward thermometer
 * on the last. Each frame is a write of its own, as from a board of its own. End of input ends it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "kmc_protocol.h"
#include "terminal.h"

enum { BOARDS_MAX = 128, PATH_SIZE_MAX = 64, SHORTEST_REST_NS = 1000000, REPORTS_TOLD = 4 };

static const uint64_t first_serial = 9001;

typedef struct board {
  int master;
  int slave; /* held open, so that a gateway that comes and goes is no hang-up on this side */
  uint8_t kind;
  uint64_t serial;
  uint16_t sequence;
  int battery_mv;
  int temperature_centi;
  unsigned reports_since_order;
  kmc_decoder decoder;
  /* The rest of a frame of which the terminal took a part; the next frames are lost meanwhile. */
  uint8_t rest[KMC_WIRE_SIZE_MAX + 1];
  size_t rest_size;
} board;

static board boards[BOARDS_MAX];
static size_t board_count;
static int64_t began_ns, late_ns;
static uint64_t written, lost;
static FILE *told;

static int64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void fail(const char *what) {
  fprintf(stderr, "boards: %s: %s\n", what, strerror(errno));
  exit(1);
}

/* ------------------------------------------------------------------ terminals */

static void open_board(board *board, size_t index) {
  char path[PATH_SIZE_MAX];
  if (!open_terminal(&board->master, &board->slave, path, sizeof path)) {
    fail("no pseudo-terminal");
  }
  board->kind = index + 1 == board_count && board_count > 1 ? KMC_KIND_WARD_THERMOMETER
                : index % 2 == 1                            ? KMC_KIND_SKIN_PROBE
                                                            : KMC_KIND_BINDER;
  board->serial = first_serial + index;
  board->battery_mv = 3010;
  board->temperature_centi = board->kind == KMC_KIND_SKIN_PROBE ? 3690 : 2450;
  board->reports_since_order = REPORTS_TOLD;
  kmc_decoder_init(&board->decoder, KMC_FROM_GATEWAY);
  printf("port %s %u %llu\n", path, board->kind, (unsigned long long)board->serial);
}

/* Hands over what waits; true when nothing is left. */
static bool flush(board *board) {
  while (board->rest_size > 0) {
    ssize_t size = write(board->master, board->rest, board->rest_size);
    if (size <= 0) {
      return false;
    }
    board->rest_size -= (size_t)size;
    memmove(board->rest, board->rest + size, board->rest_size);
    written += board->rest_size == 0;
  }
  return true;
}

/* ------------------------------------------------------------------ frames */

/* A steady value and a little of what every sensor has on top of it. */
static int around(int value, int width) { return value + (int)(random() % (2 * width + 1)) - width; }

static void put_sample(kmc_encoder *encoder, const board *board) {
  switch (board->kind) {
    case KMC_KIND_BINDER:
      kmc_put_clasp(encoder, true);
      kmc_put_contact(encoder, (uint16_t)around(6000, 150));
      kmc_put_force(encoder, (uint16_t)around(300, 8));
      kmc_put_tilt(encoder, (int16_t)around(450, 10));
      kmc_put_motion(encoder, (uint16_t)around(90, 40));
      kmc_put_inner(encoder, (int16_t)around(3450, 5));
      kmc_put_outer(encoder, (int16_t)around(2700, 5));
      break;
    case KMC_KIND_SKIN_PROBE:
      kmc_put_temperature(encoder, (int16_t)around(board->temperature_centi, 3));
      break;
    default:
      kmc_put_temperature(encoder, (int16_t)around(board->temperature_centi, 5));
      kmc_put_humidity(encoder, (uint16_t)around(4500, 20));
      break;
  }
  kmc_put_battery(encoder, (uint16_t)around(board->battery_mv, 2));
}

static void put_identity(kmc_encoder *encoder) {
  static const uint8_t tags[] = {KMC_TAG_BATTERY};
  kmc_put_firmware_version(encoder, (const uint8_t *)"1.0.0", 5);
  kmc_put_hardware_revision(encoder, 1);
  kmc_put_highest_version(encoder, KMC_PROTOCOL_VERSION);
  kmc_put_measured_tags(encoder, tags, sizeof tags);
  kmc_put_report_period(encoder, KMC_REPORT_PERIOD_MS_MIN);
  kmc_put_history_capacity(encoder, 0);
}

/* One frame; `command` is what it answers, or NULL for a report. */
static void send_frame(board *board, const kmc_frame *command) {
  kmc_header header = {KMC_REPORT, KMC_ADDRESS_POINT_TO_POINT, board->sequence, board->kind, 1,
                       board->serial, (uint64_t)((now_ns() - began_ns) / 1000000) + 1};
  kmc_encoder encoder;
  if (command != NULL) {
    header.type = command->header.type == KMC_IDENTIFY ? KMC_IDENTITY : KMC_DONE;
  }
  /* What a board measured while its line took nothing is gone, as on a real one. */
  board->sequence++;
  if (!flush(board)) {
    lost++;
    return;
  }
  kmc_begin_board(&encoder, board->rest, sizeof board->rest, &header);
  if (command == NULL) {
    put_sample(&encoder, board);
  } else {
    if (header.type == KMC_IDENTITY) {
      put_identity(&encoder);
    }
    kmc_put_answered_sequence(&encoder, command->header.sequence);
  }
  size_t size = kmc_finish(&encoder);
  board->rest_size = size;
  int64_t handed_over_ns = now_ns();
  bool is_whole = flush(board);
  if (!is_whole && board->rest_size == size) {
    board->rest_size = 0;
    lost++;
  }
  /* A part of one is not told: whoever waits for it finds that it is missing. */
  if (is_whole && command == NULL && told != NULL && board->reports_since_order < REPORTS_TOLD) {
    fprintf(told, "%lld %td %u\n", (long long)handed_over_ns, board - boards,
            ++board->reports_since_order);
    fflush(told);
  }
}

static void hear(board *board) {
  uint8_t bytes[512];
  kmc_frame frame;
  ssize_t size = read(board->master, bytes, sizeof bytes);
  for (ssize_t index = 0; index < size; index++) {
    if (kmc_decoder_push(&board->decoder, bytes[index], &frame) == KMC_FRAME) {
      send_frame(board, &frame);
    }
  }
}

/* ------------------------------------------------------------------ orders */

typedef struct timetable {
  double frames_per_s;
  int64_t from_ns;
  uint64_t next; /* frames since then; they go round the boards */
} timetable;

static int64_t due_ns(const timetable *table) {
  if (table->frames_per_s <= 0) {
    return INT64_MAX;
  }
  return table->from_ns + (int64_t)((double)table->next * 1e9 / table->frames_per_s);
}

static void change(const char *text) {
  char what[16];
  size_t index;
  int value;
  if (sscanf(text, "%15s %zu %d", what, &index, &value) != 3 || index >= board_count) {
    return;
  }
  board *board = &boards[index];
  *(strcmp(what, "battery") == 0 ? &board->battery_mv : &board->temperature_centi) = value;
  board->reports_since_order = 0;
}

/* False at the end of the input. */
static bool take_orders(timetable *table) {
  static char text[256];
  static size_t held;
  ssize_t size = read(STDIN_FILENO, text + held, sizeof text - 1 - held);
  if (size <= 0) {
    return false;
  }
  held += (size_t)size;
  text[held] = 0;
  char *end;
  while ((end = strchr(text, '\n')) != NULL) {
    *end = 0;
    if (strncmp(text, "rate ", 5) == 0) {
      *table = (timetable){strtod(text + 5, NULL), now_ns(), 0};
      late_ns = 0;
    } else if (strcmp(text, "counts") == 0) {
      printf("written %llu lost %llu late %lld\n", (unsigned long long)written,
             (unsigned long long)lost, (long long)(late_ns / 1000));
      fflush(stdout);
    } else {
      change(text);
    }
    held -= (size_t)(end + 1 - text);
    memmove(text, end + 1, held + 1);
  }
  return held < sizeof text - 1;
}

static void send_what_is_due(timetable *table) {
  int64_t now = now_ns();
  int64_t due;
  while ((due = due_ns(table)) <= now) {
    late_ns = now - due > late_ns ? now - due : late_ns;
    send_frame(&boards[table->next % board_count], NULL);
    table->next++;
    now = now_ns();
  }
}

static void rest(const timetable *table, struct pollfd *lines) {
  int64_t now = now_ns();
  int64_t until = due_ns(table);
  /* Frames that are closer together than the shortest rest go out together. */
  if (until < now + SHORTEST_REST_NS) {
    until = now + SHORTEST_REST_NS;
  }
  int64_t wait = until == INT64_MAX || until - now > 1000000000 ? 1000000000 : until - now;
  struct timespec time = {(time_t)(wait / 1000000000), (long)(wait % 1000000000)};
  if (ppoll(lines, (nfds_t)board_count + 1, &time, NULL) < 0 && errno != EINTR) {
    fail("poll");
  }
}

int main(int argc, char **argv) {
  struct pollfd lines[BOARDS_MAX + 1] = {{STDIN_FILENO, POLLIN, 0}};
  timetable table = {0, 0, 0};
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_TIMERSLACK, 1UL);
  board_count = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 0;
  if (board_count < 1 || board_count > BOARDS_MAX) {
    fprintf(stderr, "usage: boards COUNT [FILE], 1 to %d\n", BOARDS_MAX);
    return 2;
  }
  if (argc > 2 && (told = fopen(argv[2], "w")) == NULL) {
    fail(argv[2]);
  }
  srandom(1);
  began_ns = now_ns();
  for (size_t index = 0; index < board_count; index++) {
    open_board(&boards[index], index);
    lines[index + 1] = (struct pollfd){boards[index].master, POLLIN, 0};
  }
  puts("ready");
  fflush(stdout);
  for (;;) {
    rest(&table, lines);
    if (lines[0].revents != 0 && !take_orders(&table)) {
      return 0;
    }
    for (size_t index = 0; index < board_count; index++) {
      if ((lines[index + 1].revents & POLLIN) != 0) {
        hear(&boards[index]);
      }
    }
    send_what_is_due(&table);
  }
}
