/*
 * A binder at the far end of an adapter: the codec's example board behind a file descriptor.
 * Usage: board DESCRIPTOR
 *
 * Orders come on standard input and are told on standard output when they are done, a line each:
 *
 *   in      the cable is put in
 *   out     it is pulled out: what the board says goes nowhere
 *   half    the first half of the next report is sent, and nothing more until a gateway is heard
 *           on the line put in anew: then the second half goes out before anything else
 *   quiet   no more reports; commands are answered
 *   loud    reports again
 *   count   "count MADE WHOLE HEARD GARBLED": frames made; of these sent to their end with the cable
 *           in; the gateway's frames taken; rejected
 *
 * "heard TYPE" tells of a frame of the gateway.
 */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "board.h"

enum {
  REPORT_MS = 250,           /* quicker than a real board's: a test has little time */
  QUIET_MS = 24 * 3600 * 1000,
  STEP_MS = 5
};

typedef enum halving {
  SENDS_WHOLE,
  HALVES_NEXT,
  SENT_HALF,
  SENDS_REST /* as soon as a gateway is heard */
} halving;

typedef struct line {
  int descriptor;
  bool is_in;
  halving halving;
  uint8_t rest[BOARD_WIRE_SIZE_MAX];
  size_t rest_size;
  unsigned whole;
  unsigned heard;
  unsigned garbled;
  kmc_decoder decoder;
} line;

static void tell(const char *what) {
  printf("%s\n", what);
  fflush(stdout);
}

static uint64_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000u + (uint64_t)now.tv_nsec / 1000000u;
}

/* ------------------------------------------------------------------ sending */

static void put(const line *line, const uint8_t *bytes, size_t size) {
  if (line->is_in && write(line->descriptor, bytes, size) != (ssize_t)size) {
    tell("failed: the line takes no more bytes");
    exit(1);
  }
}

static void send_frame(line *line, const uint8_t *wire, size_t size) {
  size_t half = size / 2;
  switch (line->halving) {
    case SENDS_WHOLE:
      put(line, wire, size);
      line->whole += line->is_in ? 1 : 0;
      break;
    case HALVES_NEXT:
      put(line, wire, half);
      memcpy(line->rest, wire + half, size - half);
      line->rest_size = size - half;
      line->halving = SENT_HALF;
      tell("half");
      break;
    case SENT_HALF:
    case SENDS_REST: break; /* whoever is in the middle of a frame can send no other */
  }
}

/* ------------------------------------------------------------------ hearing */

static void hear(line *line, board *board, uint8_t byte) {
  kmc_frame frame;
  kmc_result result = kmc_decoder_push(&line->decoder, byte, &frame);
  if (result == KMC_FRAME) {
    line->heard++;
    printf("heard 0x%02X\n", frame.header.type);
    fflush(stdout);
    if (line->halving == SENDS_REST) {
      put(line, line->rest, line->rest_size);
      line->halving = SENDS_WHOLE;
    }
  } else if (result != KMC_NONE) {
    line->garbled++;
  }
  board_receive(board, byte);
}

static void listen_to_line(line *line, board *board) {
  uint8_t bytes[256];
  ssize_t size = read(line->descriptor, bytes, sizeof bytes);
  if (size < 0 && errno != EAGAIN) {
    tell("failed: the line cannot be read");
    exit(1);
  }
  for (ssize_t index = 0; line->is_in && index < size; index++) {
    hear(line, board, bytes[index]);
  }
}

/* ------------------------------------------------------------------ orders */

static void obey(const char *order, line *line, board *board) {
  if (strcmp(order, "in") == 0) {
    kmc_decoder_init(&line->decoder, KMC_FROM_GATEWAY);
    line->is_in = true;
    if (line->halving == SENT_HALF) {
      line->halving = SENDS_REST;
    }
  } else if (strcmp(order, "out") == 0) {
    line->is_in = false;
  } else if (strcmp(order, "half") == 0) {
    line->halving = HALVES_NEXT;
    return; /* told when it is done */
  } else if (strcmp(order, "quiet") == 0) {
    board->report_period_ms = QUIET_MS;
  } else if (strcmp(order, "loud") == 0) {
    board->report_period_ms = REPORT_MS;
  } else if (strcmp(order, "count") == 0) {
    printf("count %u %u %u %u\n", (unsigned)board->sequence, line->whole, line->heard,
           line->garbled);
    fflush(stdout);
    return;
  } else {
    tell("failed: no such order");
    exit(2);
  }
  tell(order);
}

/* False at the end of the orders. */
static bool listen_to_orders(line *line, board *board) {
  static char order[64];
  static size_t size = 0;
  ssize_t got = read(STDIN_FILENO, order + size, sizeof order - size);
  if (got <= 0) {
    return false;
  }
  size += (size_t)got;
  char *end;
  while ((end = memchr(order, '\n', size)) != NULL) {
    *end = '\0';
    obey(order, line, board);
    size -= (size_t)(end + 1 - order);
    memmove(order, end + 1, size);
  }
  return size < sizeof order;
}

int main(int count, char **arguments) {
  static const uint64_t serial = 2601150017u;
  static history history = {.oldest = 1, .next = 1};
  static board board;
  static line line;
  if (count != 2) {
    fprintf(stderr, "usage: board DESCRIPTOR\n");
    return 2;
  }
  line.descriptor = atoi(arguments[1]);
  kmc_decoder_init(&line.decoder, KMC_FROM_GATEWAY);
  board.sample = (sample){true, false, 3480, 2710, 3010};
  board_start(&board, &history, serial, 1, now_ms());
  board.report_period_ms = REPORT_MS;
  struct pollfd waits[2] = {{STDIN_FILENO, POLLIN, 0}, {line.descriptor, POLLIN, 0}};
  for (;;) {
    uint8_t wire[BOARD_WIRE_SIZE_MAX];
    poll(waits, 2, STEP_MS);
    if ((waits[0].revents & (POLLIN | POLLHUP)) != 0 && !listen_to_orders(&line, &board)) {
      return 0;
    }
    if ((waits[1].revents & POLLIN) != 0) {
      listen_to_line(&line, &board);
    }
    size_t size = board_step(&board, now_ms(), wire);
    if (size > 0) {
      send_frame(&line, wire, size);
    }
  }
}
