/*
 * Runs the example board against a small gateway for some simulated minutes: a cable pulled out
 * and put back, a reboot, the history read and acknowledged. Ends with 0 when all of it went well.
 */
#include <stdio.h>

#include "board.h"

enum { STEP_MS = 10 };

static const uint64_t serial = 2601150017u;

typedef struct gateway {
  kmc_decoder decoder;
  uint16_t sequence;
  unsigned reports;
  unsigned identities;
  unsigned done;
  unsigned refused;
  unsigned records;
  unsigned unplaceable; /* of another boot than the board's current one */
  unsigned ends;
  uint32_t newest; /* cursor, of the last frame that had one */
  uint32_t last_read;
  uint64_t record_age_ms; /* of the last record of this boot */
} gateway;

static void gateway_take(gateway *gateway, const kmc_frame *frame) {
  uint32_t boot = 0;
  uint64_t uptime_ms = 0;
  kmc_get_newest_cursor(frame, &gateway->newest);
  switch (frame->header.type) {
    case KMC_REPORT: gateway->reports++; break;
    case KMC_IDENTITY: gateway->identities++; break;
    case KMC_DONE: gateway->done++; break;
    case KMC_REFUSED: gateway->refused++; break;
    case KMC_HISTORY_END: gateway->ends++; break;
    case KMC_HISTORY_RECORD:
      gateway->records++;
      kmc_get_record_cursor(frame, &gateway->last_read);
      kmc_get_record_boot(frame, &boot);
      kmc_get_record_uptime(frame, &uptime_ms);
      if (boot == frame->header.boot) {
        gateway->record_age_ms = frame->header.uptime_ms - uptime_ms;
      } else {
        gateway->unplaceable++;
      }
      break;
    default: break;
  }
}

/* Lets the board run; what it sends is lost while the cable is out. */
static void run(board *board, gateway *gateway, uint64_t from_ms, uint64_t to_ms, bool connected) {
  uint8_t wire[BOARD_WIRE_SIZE_MAX];
  kmc_frame frame;
  for (uint64_t now_ms = from_ms; now_ms < to_ms; now_ms += STEP_MS) {
    board->sample.inner_is_open_circuit = now_ms % 7000 == 0;
    size_t size = board_step(board, now_ms, wire);
    for (size_t index = 0; connected && index < size; index++) {
      if (kmc_decoder_push(&gateway->decoder, wire[index], &frame) == KMC_FRAME) {
        gateway_take(gateway, &frame);
      }
    }
  }
}

typedef struct command {
  uint8_t type;
  uint32_t cursor;       /* 0: no such field */
  uint8_t most_records;  /* 0: no such field */
  uint32_t report_period_ms; /* 0: no such field; out of range on purpose in one place */
} command;

static void tell(board *board, gateway *gateway, command command) {
  uint8_t wire[KMC_WIRE_SIZE_MAX];
  kmc_encoder encoder;
  kmc_header header = {command.type, KMC_ADDRESS_POINT_TO_POINT, gateway->sequence++, 0, 0,
                       serial, 0};
  kmc_begin_gateway(&encoder, wire, sizeof wire, &header);
  if (command.cursor != 0) {
    kmc_put_record_cursor(&encoder, command.cursor);
  }
  if (command.most_records != 0) {
    kmc_put_most_records(&encoder, command.most_records);
  }
  if (command.report_period_ms != 0) {
    kmc_put_u32(&encoder, KMC_TAG_REPORT_PERIOD, command.report_period_ms);
  }
  size_t size = kmc_finish(&encoder);
  for (size_t index = 0; index < size; index++) {
    board_receive(board, wire[index]);
  }
}

static int failures = 0;

static void expect(const char *what, unsigned long long found, unsigned long long wanted) {
  if (found != wanted) {
    fprintf(stderr, "board example: %s is %llu, not %llu\n", what, found, wanted);
    failures++;
  }
}

static void one_boot(board *board, history *history, gateway *gateway) {
  board_start(board, history, serial, 1, 0);
  run(board, gateway, 0, 60000, true);
  expect("identities", gateway->identities, 1);
  expect("reports", gateway->reports, 60);
  expect("newest", gateway->newest, 6);
  /* All of it came live: the gateway has it durably and says so. */
  tell(board, gateway, (command){KMC_HISTORY_ACKNOWLEDGE, gateway->newest, 0, 0});
  run(board, gateway, 60000, 61000, true);
  expect("done", gateway->done, 1);
  expect("oldest", history->oldest, 7);
  /* The cable is out for a minute; then the gateway reads what it missed. */
  run(board, gateway, 61000, 121000, false);
  tell(board, gateway, (command){KMC_HISTORY_READ, 7, 32, 0});
  run(board, gateway, 121000, 122000, true);
  expect("records", gateway->records, 7);
  expect("ends", gateway->ends, 1);
  expect("last record", gateway->last_read, 13);
  expect("age of the last record", gateway->record_age_ms, 1060);
}

static void next_boot(board *board, history *history, gateway *gateway) {
  /* Not yet acknowledged: still there after a reboot, but of another boot. */
  board_start(board, history, serial, 2, 0);
  tell(board, gateway, (command){KMC_HISTORY_READ, 7, 5, 0});
  run(board, gateway, 0, 1000, true);
  expect("identities of both boots", gateway->identities, 2);
  expect("unplaceable records", gateway->unplaceable, 5);
  tell(board, gateway, (command){KMC_HISTORY_ACKNOWLEDGE, 99, 0, 0});
  run(board, gateway, 1000, 2000, true);
  tell(board, gateway, (command){KMC_SET_PERIOD, 0, 0, 10});
  run(board, gateway, 2000, 3000, true);
  tell(board, gateway, (command){0xFE, 0, 0, 0});
  run(board, gateway, 3000, 4000, true);
  expect("refused", gateway->refused, 3);
  expect("oldest after a bad acknowledgement", history->oldest, 7);
  /* Nobody reads for longer than the memory holds: the oldest go, and are counted. */
  run(board, gateway, 4000, 4000 + 64 * 10000, false);
  expect("stored", history->next - history->oldest, BOARD_RECORDS_MAX);
  expect("lost", history->lost, history->oldest - 7);
}

int main(void) {
  board board;
  history history = {.oldest = 1, .next = 1};
  gateway gateway = {.sequence = 1};
  board.sample = (sample){true, false, 3480, 2710, 3010};
  kmc_decoder_init(&gateway.decoder, KMC_FROM_BOARD);
  one_boot(&board, &history, &gateway);
  next_boot(&board, &history, &gateway);
  printf("board example: %u reports, %u records, %d failures\n", gateway.reports, gateway.records,
         failures);
  return failures == 0 ? 0 : 1;
}
