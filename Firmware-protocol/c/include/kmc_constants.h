/*
 * KMC sensor protocol, version 1: the numbers of Firmware-protocol/PROTOCOL.md.
 * Include kmc_protocol.h, which includes this.
 */
#ifndef KMC_CONSTANTS_H
#define KMC_CONSTANTS_H

#ifdef __cplusplus
extern "C" {
#endif

/* Sizes in bytes. */
enum {
  KMC_PROTOCOL_VERSION = 1,
  KMC_DELIMITER = 0x00,
  KMC_WIRE_SIZE_MAX = 255,   /* a frame on the wire, its delimiter included */
  KMC_STUFFED_SIZE_MAX = 254, /* the same without the delimiter */
  KMC_PAYLOAD_SIZE_MAX = 253, /* header, fields and checksum */
  KMC_CHECKSUM_SIZE = 4,
  KMC_COMMON_HEADER_SIZE = 5,
  KMC_BOARD_HEADER_SIZE = 26,
  KMC_GATEWAY_HEADER_SIZE = 13,
  KMC_BOARD_FIELDS_SIZE_MAX = 223,
  KMC_GATEWAY_FIELDS_SIZE_MAX = 236,
  KMC_FIRMWARE_VERSION_SIZE_MAX = 32,
  KMC_DECODER_SIZE_MAX = 600 /* sizeof(kmc_decoder) stays below this */
};

/* Addresses. 1 to 247 are boards on a bus. */
enum {
  KMC_ADDRESS_POINT_TO_POINT = 0,
  KMC_ADDRESS_BUS_MIN = 1,
  KMC_ADDRESS_BUS_MAX = 247,
  KMC_ADDRESS_BROADCAST = 255 /* from the gateway only; no board answers */
};

/* Times and limits that both sides keep. */
enum {
  KMC_TURNAROUND_MS_MIN = 2,   /* a polled board waits this long after the request's last byte */
  KMC_ANSWER_START_MS_MAX = 20, /* and has begun its answer by now */
  KMC_GIVE_UP_MS = 50,         /* the gateway's patience, plus the time of the frame itself */
  KMC_TRIES_MAX = 3,
  KMC_REPORT_PERIOD_MS_MIN = 1000,
  KMC_REPORT_PERIOD_MS_MAX = 60000,
  KMC_HISTORY_PERIOD_MS_MIN = 5000,
  KMC_HISTORY_PERIOD_MS_DEFAULT = 10000,
  KMC_HISTORY_PERIOD_MS_MAX = 300000,
  KMC_HISTORY_RECORDS_MAX = 32 /* most records a HISTORY_READ may ask for */
};

typedef enum kmc_device_kind {
  KMC_KIND_BINDER = 1,
  KMC_KIND_SKIN_PROBE = 2,
  KMC_KIND_WARD_THERMOMETER = 3,
  KMC_KIND_PRIVATE_FIRST = 0x80 /* 0x80 to 0xFF: trials; never in a shipped board */
} kmc_device_kind;

typedef enum kmc_message_type {
  KMC_REPORT = 0x01,
  KMC_IDENTITY = 0x02,
  KMC_HISTORY_RECORD = 0x03,
  KMC_HISTORY_END = 0x04,
  KMC_SELF_TEST_RESULT = 0x05,
  KMC_DONE = 0x06,
  KMC_REFUSED = 0x07,
  KMC_POLL = 0x81,
  KMC_IDENTIFY = 0x82,
  KMC_SET_PERIOD = 0x83,
  KMC_SELF_TEST = 0x84,
  KMC_HISTORY_READ = 0x85,
  KMC_HISTORY_ACKNOWLEDGE = 0x86
} kmc_message_type;

typedef enum kmc_tag {
  KMC_TAG_CLASP = 0x10,
  KMC_TAG_CONTACT = 0x11,
  KMC_TAG_FORCE = 0x12,
  KMC_TAG_TILT = 0x13,
  KMC_TAG_MOTION = 0x14,
  KMC_TAG_INNER = 0x15,
  KMC_TAG_OUTER = 0x16,
  KMC_TAG_TEMPERATURE = 0x17,
  KMC_TAG_HUMIDITY = 0x18,
  KMC_TAG_BATTERY = 0x19,
  KMC_TAG_FAULTS = 0x1F,
  KMC_TAG_REPORT_PERIOD = 0x40,
  KMC_TAG_RECORD_CURSOR = 0x41,
  KMC_TAG_RECORD_BOOT = 0x42,
  KMC_TAG_RECORD_UPTIME = 0x43,
  KMC_TAG_OLDEST_CURSOR = 0x44,
  KMC_TAG_NEWEST_CURSOR = 0x45,
  KMC_TAG_RECORDS_LOST = 0x46,
  KMC_TAG_MOST_RECORDS = 0x47,
  KMC_TAG_FIRMWARE_VERSION = 0x48,
  KMC_TAG_HARDWARE_REVISION = 0x49,
  KMC_TAG_HIGHEST_VERSION = 0x4A,
  KMC_TAG_MEASURED_TAGS = 0x4B,
  KMC_TAG_HISTORY_CAPACITY = 0x4C,
  KMC_TAG_SELF_TEST_RESULTS = 0x4D,
  KMC_TAG_REFUSED = 0x4E,
  KMC_TAG_ANSWERED_SEQUENCE = 0x4F,
  KMC_TAG_HISTORY_PERIOD = 0x50
} kmc_tag;

/* Why a measured value is not there (second byte of a pair in KMC_TAG_FAULTS). */
typedef enum kmc_fault {
  KMC_FAULT_UNSPECIFIED = 0,
  KMC_FAULT_OPEN_CIRCUIT = 1,
  KMC_FAULT_SHORT_CIRCUIT = 2,
  KMC_FAULT_OUT_OF_RANGE = 3,
  KMC_FAULT_BUS = 4,
  KMC_FAULT_NOT_SETTLED = 5
} kmc_fault;

typedef enum kmc_test_result {
  KMC_TEST_PASSED = 0,
  KMC_TEST_FAILED = 1,
  KMC_TEST_NOT_RUN = 2
} kmc_test_result;

typedef enum kmc_refusal {
  KMC_REFUSED_UNKNOWN_COMMAND = 1,
  KMC_REFUSED_BAD_ARGUMENT = 2,
  KMC_REFUSED_BUSY = 3,
  KMC_REFUSED_NOT_SUPPORTED = 4
} kmc_refusal;

#ifdef __cplusplus
}
#endif

#endif
