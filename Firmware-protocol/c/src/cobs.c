#include "codec.h"

bool kmc_unstuff(uint8_t *bytes, size_t size, size_t *payload_size) {
  size_t from = 0;
  size_t to = 0;
  while (from < size) {
    size_t code = bytes[from];
    /* A zero is the delimiter and cannot be here; a caller's mistake must not loop for ever. */
    if (code == 0 || code > size - from) {
      return false;
    }
    for (size_t index = 1; index < code; index++) {
      bytes[to++] = bytes[from + index];
    }
    from += code;
    /*
     * The run's zero, which the end of the frame does not have. COBS leaves it out after a code
     * of 255 too, but a run that long does not fit: it fails the check above.
     */
    if (from < size) {
      bytes[to++] = 0;
    }
  }
  *payload_size = to;
  return true;
}

size_t kmc_stuff(uint8_t *wire, size_t payload_size) {
  size_t code_at = 0;
  size_t end = payload_size + 1;
  for (size_t index = 1; index < end; index++) {
    if (wire[index] == 0) {
      wire[code_at] = (uint8_t)(index - code_at);
      code_at = index;
    }
  }
  wire[code_at] = (uint8_t)(end - code_at);
  wire[end] = KMC_DELIMITER;
  return end + 1;
}
