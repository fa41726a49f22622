#include "codec.h"

/* By bytes, so that neither the order nor the alignment of the board's own integers matters. */

uint16_t kmc_read_u16(const uint8_t *bytes) {
  return (uint16_t)(bytes[0] | ((uint32_t)bytes[1] << 8));
}

uint32_t kmc_read_u32(const uint8_t *bytes) {
  return (uint32_t)kmc_read_u16(bytes) | ((uint32_t)kmc_read_u16(bytes + 2) << 16);
}

uint64_t kmc_read_u64(const uint8_t *bytes) {
  return (uint64_t)kmc_read_u32(bytes) | ((uint64_t)kmc_read_u32(bytes + 4) << 32);
}

void kmc_write_number(uint8_t *bytes, uint64_t value, size_t size) {
  for (size_t index = 0; index < size; index++) {
    bytes[index] = (uint8_t)(value & 0xFFu);
    value >>= 8;
  }
}
