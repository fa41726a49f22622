#include "codec.h"

/*
 * CRC-32C, four bits at a time: 64 bytes of table rather than 1 kB, for small boards.
 * Entry n is the remainder of the nibble n, polynomial 0x82F63B78 (reflected).
 */
static const uint32_t nibble_table[16] = {
    0x00000000u, 0x105EC76Fu, 0x20BD8EDEu, 0x30E349B1u, 0x417B1DBCu, 0x5125DAD3u,
    0x61C69362u, 0x7198540Du, 0x82F63B78u, 0x92A8FC17u, 0xA24BB5A6u, 0xB21572C9u,
    0xC38D26C4u, 0xD3D3E1ABu, 0xE330A81Au, 0xF36E6F75u};

uint32_t kmc_crc32c(const uint8_t *bytes, size_t size) {
  uint32_t crc = 0xFFFFFFFFu;
  for (size_t index = 0; index < size; index++) {
    crc ^= bytes[index];
    crc = (crc >> 4) ^ nibble_table[crc & 0x0Fu];
    crc = (crc >> 4) ^ nibble_table[crc & 0x0Fu];
  }
  return crc ^ 0xFFFFFFFFu;
}
