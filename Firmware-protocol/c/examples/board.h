/*
 * Example of a streaming binder with history: what stands between the codec and the hardware.
 * It reads no clock and drives no line itself: the firmware's main loop does
 *
 *     board_start(&board, &history, serial, boot, now());
 *     for (;;) {
 *       while (uart_has_byte()) board_receive(&board, uart_byte());
 *       size_t size = board_step(&board, now(), wire);
 *       if (size > 0) uart_write(wire, size);
 *     }
 */
#ifndef KMC_EXAMPLE_BOARD_H
#define KMC_EXAMPLE_BOARD_H

#include "kmc_protocol.h"

enum {
  BOARD_RECORDS_MAX = 64, /* a real binder holds a day: 8640 records, in flash */
  BOARD_WIRE_SIZE_MAX = KMC_WIRE_SIZE_MAX + 1 /* with a delimiter before the frame */
};

/* What the sensors gave. */
typedef struct sample {
  bool clasp_closed;
  bool inner_is_open_circuit;
  int16_t inner_centicelsius;
  int16_t outer_centicelsius;
  uint16_t battery_millivolts;
} sample;

typedef struct record {
  uint32_t cursor;
  uint32_t boot;
  uint64_t uptime_ms;
  sample sample;
} record;

/* Kept over a reboot: in flash on a real board. */
typedef struct history {
  record records[BOARD_RECORDS_MAX]; /* a ring: cursor modulo its size */
  uint32_t oldest;                   /* cursor of the oldest that is stored */
  uint32_t next;                     /* cursor that the next record gets; the first ever is 1 */
  uint32_t lost;                     /* overwritten before they were acknowledged */
} history;

/* An answer that waits to be sent. */
typedef struct answer {
  uint8_t type; /* 0: none waits */
  uint8_t refused_command;
  uint8_t refused_reason;
  uint16_t sequence; /* of the command */
  uint32_t record_next; /* while HISTORY_RECORDs are sent: the next cursor */
  uint8_t records_left;
} answer;

typedef struct board {
  uint64_t serial;
  uint32_t boot;
  uint16_t sequence;
  uint32_t report_period_ms;
  uint32_t history_period_ms;
  bool identity_due; /* once after the start */
  uint64_t report_last_ms;
  uint64_t record_last_ms;
  sample sample; /* the newest; the firmware's sampling writes it */
  history *history;
  answer answer;
  kmc_decoder decoder;
} board;

/* After power-on or a reset; `boot` has been counted up in flash, `now_ms` is time since boot. */
void board_start(board *board, history *history, uint64_t serial, uint32_t boot, uint64_t now_ms);

/* Takes a byte from the line. */
void board_receive(board *board, uint8_t byte);

/* What is due: at most one frame. Returns its size in `wire` (BOARD_WIRE_SIZE_MAX), or 0. */
size_t board_step(board *board, uint64_t now_ms, uint8_t *wire);

#endif
