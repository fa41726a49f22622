/* Counting of failures for the codec's tests. */
#ifndef KMC_CHECK_H
#define KMC_CHECK_H

#include <stdbool.h>
#include <stdio.h>

typedef struct test_run {
  unsigned checks;
  unsigned failures;
} test_run;

/* Prints where and what when the condition is false; the run goes on. */
#define CHECK(run, condition) check((run), (condition), __FILE__, __LINE__, #condition, "")
#define CHECK_IN(run, place, condition) \
  check((run), (condition), __FILE__, __LINE__, #condition, (place))

static inline bool check(test_run *run, bool condition, const char *file, int line,
                         const char *text, const char *place) {
  run->checks++;
  if (!condition) {
    run->failures++;
    fprintf(stderr, "%s:%d: %s %s\n", file, line, place, text);
  }
  return condition;
}

void test_codec(test_run *run);
void test_values(test_run *run);
void test_noise(test_run *run);
/* Runs every vector of one file; returns how many there were. */
unsigned test_vectors(test_run *run, const char *path);

#endif
