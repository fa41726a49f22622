/* What the codec's files share; not for users of the codec. */
#ifndef KMC_CODEC_H
#define KMC_CODEC_H

#include "kmc_protocol.h"

/*
 * Undoes COBS in place, for at most KMC_STUFFED_SIZE_MAX bytes. False when a run goes over the
 * end. The payload is shorter than what it came from.
 */
bool kmc_unstuff(uint8_t *bytes, size_t size, size_t *payload_size);

/*
 * COBS in place, for a payload that lies behind one free byte at wire[0] and is no longer than
 * KMC_PAYLOAD_SIZE_MAX: so short a payload grows by exactly that byte. Writes the delimiter too
 * and returns the size with it: payload_size + 2.
 */
size_t kmc_stuff(uint8_t *wire, size_t payload_size);

/* True for the types 0x01 to 0x7F. */
bool kmc_type_is_from_board(uint8_t type);

/* True for the types 0x80 to 0xFE. */
bool kmc_type_is_from_gateway(uint8_t type);

uint16_t kmc_read_u16(const uint8_t *bytes);
uint32_t kmc_read_u32(const uint8_t *bytes);
uint64_t kmc_read_u64(const uint8_t *bytes);

/* `value` in little-endian order, its lowest `size` bytes. */
void kmc_write_number(uint8_t *bytes, uint64_t value, size_t size);

#endif
