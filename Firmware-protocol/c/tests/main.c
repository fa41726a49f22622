/* Runs all tests; the arguments are the vector files. */
#include "check.h"

int main(int count, char **arguments) {
  test_run run = {0, 0};
  unsigned vectors = 0;
  test_codec(&run);
  test_values(&run);
  test_noise(&run);
  for (int index = 1; index < count; index++) {
    vectors += test_vectors(&run, arguments[index]);
  }
  CHECK(&run, vectors > 0);
  printf("%u vectors, %u checks, %u failures\n", vectors, run.checks, run.failures);
  return run.failures == 0 ? 0 : 1;
}
