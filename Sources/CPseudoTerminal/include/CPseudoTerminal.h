#ifndef CPSEUDOTERMINAL_H
#define CPSEUDOTERMINAL_H

#include <stddef.h>

/* Opens a new pseudo-terminal master, unlocked, non-blocking and close-on-exec.
   Returns the descriptor, or the negated errno. */
int pseudo_terminal_open_master(void);

/* Writes the name of the slave of `master` to `path`. Returns 0 or the errno. */
int pseudo_terminal_slave_path(int master, char *path, size_t capacity);

/* Refuses further opens of the terminal by anyone but root (TIOCEXCL). Returns 0 or the errno. */
int serial_port_refuse_other_opens(int descriptor);

/* Whether further opens are refused (TIOCGEXCL): 1 or 0, or the negated errno. */
int serial_port_refuses_other_opens(int descriptor);

/* Makes a read without data say "try again" instead of "end of file" (VMIN 1, VTIME 0), and takes
   hardware flow control off the line. Returns 0 or the errno. */
int serial_port_tell_silence_from_end(int descriptor);

#endif
