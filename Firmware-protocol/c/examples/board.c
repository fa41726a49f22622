#include "board.h"

static uint32_t stored_count(const history *history) { return history->next - history->oldest; }

static void append_record(board *board, uint64_t now_ms) {
  history *history = board->history;
  if (stored_count(history) == BOARD_RECORDS_MAX) {
    history->oldest++;
    history->lost++;
  }
  record *record = &history->records[history->next % BOARD_RECORDS_MAX];
  record->cursor = history->next;
  record->boot = board->boot;
  record->uptime_ms = now_ms;
  record->sample = board->sample;
  history->next++;
}

void board_start(board *board, history *history, uint64_t serial, uint32_t boot, uint64_t now_ms) {
  board->serial = serial;
  board->boot = boot;
  board->sequence = 0;
  board->report_period_ms = KMC_REPORT_PERIOD_MS_MIN;
  board->history_period_ms = KMC_HISTORY_PERIOD_MS_DEFAULT;
  /* Both are due at once; that this may wrap below zero does not matter to a difference. */
  board->report_last_ms = now_ms - board->report_period_ms;
  board->record_last_ms = now_ms - board->history_period_ms;
  board->history = history;
  board->answer.type = 0;
  board->identity_due = true;
  kmc_decoder_init(&board->decoder, KMC_FROM_GATEWAY);
}

/* ------------------------------------------------------------------ commands */

static void refuse(board *board, uint8_t command, kmc_refusal reason) {
  board->answer.type = KMC_REFUSED;
  board->answer.refused_command = command;
  board->answer.refused_reason = (uint8_t)reason;
}

/* All of it or nothing: a period that is out of range leaves the other one alone as well. */
static bool set_period(board *board, const kmc_frame *frame) {
  uint32_t report = board->report_period_ms;
  uint32_t history = board->history_period_ms;
  bool has_report = kmc_get_report_period(frame, &report);
  bool has_history = kmc_get_history_period(frame, &history);
  if ((!has_report && !has_history) || report < KMC_REPORT_PERIOD_MS_MIN ||
      report > KMC_REPORT_PERIOD_MS_MAX || history < KMC_HISTORY_PERIOD_MS_MIN ||
      history > KMC_HISTORY_PERIOD_MS_MAX) {
    return false;
  }
  board->report_period_ms = report;
  board->history_period_ms = history;
  return true;
}

static bool read_history(board *board, const kmc_frame *frame) {
  uint32_t first = 0;
  uint8_t most = 0;
  if (!kmc_get_record_cursor(frame, &first) || !kmc_get_most_records(frame, &most) || most == 0 ||
      most > KMC_HISTORY_RECORDS_MAX) {
    return false;
  }
  board->answer.record_next = first;
  board->answer.records_left = most;
  return true;
}

/* Repeats are harmless; a record that does not exist yet cannot be acknowledged. */
static bool acknowledge_history(board *board, const kmc_frame *frame) {
  uint32_t through = 0;
  if (!kmc_get_record_cursor(frame, &through) || through >= board->history->next) {
    return false;
  }
  if (through >= board->history->oldest) {
    board->history->oldest = through + 1;
  }
  return true;
}

static void take_command(board *board, const kmc_frame *frame) {
  uint8_t command = frame->header.type;
  bool is_good = true;
  board->answer.type = KMC_DONE;
  board->answer.sequence = frame->header.sequence;
  switch (command) {
    case KMC_POLL: board->answer.type = KMC_REPORT; break;
    case KMC_IDENTIFY: board->answer.type = KMC_IDENTITY; break;
    case KMC_SELF_TEST: board->answer.type = KMC_SELF_TEST_RESULT; break;
    case KMC_SET_PERIOD: is_good = set_period(board, frame); break;
    case KMC_HISTORY_ACKNOWLEDGE: is_good = acknowledge_history(board, frame); break;
    case KMC_HISTORY_READ:
      board->answer.type = KMC_HISTORY_END;
      is_good = read_history(board, frame);
      break;
    default: refuse(board, command, KMC_REFUSED_UNKNOWN_COMMAND); break;
  }
  if (!is_good) {
    refuse(board, command, KMC_REFUSED_BAD_ARGUMENT);
  }
  if (frame->header.address == KMC_ADDRESS_BROADCAST) {
    board->answer.type = 0;
  }
}

void board_receive(board *board, uint8_t byte) {
  kmc_frame frame;
  /* Rejected frames need no answer: the gateway asks again when it hears nothing. */
  if (kmc_decoder_push(&board->decoder, byte, &frame) == KMC_FRAME &&
      kmc_frame_is_for(&frame, KMC_ADDRESS_POINT_TO_POINT, board->serial)) {
    const answer none = {0, 0, 0, 0, 0, 0};
    board->answer = none;
    take_command(board, &frame);
  }
}

/* ------------------------------------------------------------------ frames */

static void put_sample(kmc_encoder *encoder, const sample *sample) {
  const uint8_t open_circuit[2] = {KMC_TAG_INNER, KMC_FAULT_OPEN_CIRCUIT};
  kmc_put_clasp(encoder, sample->clasp_closed);
  if (sample->inner_is_open_circuit) {
    kmc_put_faults(encoder, open_circuit, 1);
  } else {
    kmc_put_inner(encoder, sample->inner_centicelsius);
  }
  kmc_put_outer(encoder, sample->outer_centicelsius);
  kmc_put_battery(encoder, sample->battery_millivolts);
}

static void put_cursors(kmc_encoder *encoder, const history *history) {
  if (stored_count(history) > 0) {
    kmc_put_oldest_cursor(encoder, history->oldest);
    kmc_put_newest_cursor(encoder, history->next - 1);
  }
}

static void put_identity(kmc_encoder *encoder, const board *board) {
  static const uint8_t tags[] = {KMC_TAG_CLASP, KMC_TAG_INNER, KMC_TAG_OUTER, KMC_TAG_BATTERY};
  kmc_put_firmware_version(encoder, (const uint8_t *)"1.0.0", 5);
  kmc_put_hardware_revision(encoder, 1);
  kmc_put_highest_version(encoder, KMC_PROTOCOL_VERSION);
  kmc_put_measured_tags(encoder, tags, sizeof tags);
  kmc_put_report_period(encoder, board->report_period_ms);
  kmc_put_history_period(encoder, board->history_period_ms);
  kmc_put_history_capacity(encoder, BOARD_RECORDS_MAX);
}

static void put_record(kmc_encoder *encoder, const record *record) {
  kmc_put_record_cursor(encoder, record->cursor);
  kmc_put_record_boot(encoder, record->boot);
  kmc_put_record_uptime(encoder, record->uptime_ms);
  put_sample(encoder, &record->sample);
}

static void put_fields(kmc_encoder *encoder, const board *board, uint8_t type) {
  static const uint8_t passed[2] = {1, KMC_TEST_PASSED};
  switch (type) {
    case KMC_REPORT:
      put_sample(encoder, &board->sample);
      put_cursors(encoder, board->history);
      break;
    case KMC_IDENTITY: put_identity(encoder, board); break;
    case KMC_HISTORY_RECORD:
      put_record(encoder, &board->history->records[board->answer.record_next % BOARD_RECORDS_MAX]);
      break;
    case KMC_HISTORY_END:
      put_cursors(encoder, board->history);
      kmc_put_records_lost(encoder, board->history->lost);
      break;
    case KMC_SELF_TEST_RESULT: kmc_put_self_test_results(encoder, passed, 1); break;
    case KMC_REFUSED:
      kmc_put_refused(encoder, board->answer.refused_command, board->answer.refused_reason);
      break;
    default: break;
  }
}

static size_t send(board *board, uint8_t type, bool is_answer, uint64_t now_ms, uint8_t *wire) {
  kmc_header header = {type, KMC_ADDRESS_POINT_TO_POINT, board->sequence, KMC_KIND_BINDER,
                       board->boot, board->serial, now_ms};
  kmc_encoder encoder;
  kmc_begin_board(&encoder, wire + 1, KMC_WIRE_SIZE_MAX, &header);
  put_fields(&encoder, board, type);
  if (is_answer) {
    kmc_put_answered_sequence(&encoder, board->answer.sequence);
  }
  size_t size = kmc_finish(&encoder);
  board->sequence++;
  /* The line may have been idle: the delimiter in front ends whatever noise it picked up. */
  wire[0] = KMC_DELIMITER;
  return size == 0 ? 0 : size + 1;
}

/* The next frame of an answer; a HISTORY_READ has several, one a step. */
static size_t send_answer(board *board, uint64_t now_ms, uint8_t *wire) {
  answer *answer = &board->answer;
  if (answer->records_left > 0) {
    if (answer->record_next < board->history->oldest) {
      answer->record_next = board->history->oldest;
    }
    if (answer->record_next < board->history->next) {
      size_t size = send(board, KMC_HISTORY_RECORD, true, now_ms, wire);
      answer->record_next++;
      answer->records_left--;
      return size;
    }
    answer->records_left = 0;
  }
  size_t size = send(board, answer->type, true, now_ms, wire);
  answer->type = 0;
  return size;
}

size_t board_step(board *board, uint64_t now_ms, uint8_t *wire) {
  if (now_ms - board->record_last_ms >= board->history_period_ms) {
    append_record(board, now_ms);
    board->record_last_ms = now_ms;
  }
  if (board->identity_due) {
    board->identity_due = false;
    return send(board, KMC_IDENTITY, false, now_ms, wire);
  }
  if (board->answer.type != 0) {
    return send_answer(board, now_ms, wire);
  }
  if (now_ms - board->report_last_ms >= board->report_period_ms) {
    board->report_last_ms = now_ms;
    return send(board, KMC_REPORT, false, now_ms, wire);
  }
  return 0;
}
