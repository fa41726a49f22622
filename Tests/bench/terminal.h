#ifndef TERMINAL_H
#define TERMINAL_H

/* Pseudo-terminals as serial lines: both ends raw, the master without waiting. */

#include <stdbool.h>
#include <stddef.h>

/* Opens both ends and writes the slave's path; false with errno where it cannot. */
bool open_terminal(int *master, int *slave, char *path, size_t capacity);

#endif
