#define _GNU_SOURCE
#include "terminal.h"

#include <fcntl.h>
#include <stdlib.h>
#include <termios.h>

bool open_terminal(int *master, int *slave, char *path, size_t capacity) {
  struct termios line;
  *master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (*master < 0 || grantpt(*master) != 0 || unlockpt(*master) != 0 ||
      ptsname_r(*master, path, capacity) != 0) {
    return false;
  }
  *slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (*slave < 0 || tcgetattr(*slave, &line) != 0) {
    return false;
  }
  cfmakeraw(&line);
  return tcsetattr(*slave, TCSANOW, &line) == 0;
}
