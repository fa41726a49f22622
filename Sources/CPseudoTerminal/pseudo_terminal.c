/* ioctl is variadic and posix_openpt, ptsname_r need feature macros: Swift can call none of them. */
#define _GNU_SOURCE
#include "CPseudoTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

int pseudo_terminal_open_master(void) {
  int master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (master < 0) return -errno;
  if (grantpt(master) != 0 || unlockpt(master) != 0) {
    int reason = errno;
    close(master);
    return -reason;
  }
  return master;
}

int pseudo_terminal_slave_path(int master, char *path, size_t capacity) {
  return ptsname_r(master, path, capacity);
}

int serial_port_refuse_other_opens(int descriptor) {
  return ioctl(descriptor, TIOCEXCL) == 0 ? 0 : errno;
}

int serial_port_refuses_other_opens(int descriptor) {
  int refuses = 0;
  if (ioctl(descriptor, TIOCGEXCL, &refuses) != 0) return -errno;
  return refuses != 0;
}

int serial_port_tell_silence_from_end(int descriptor) {
  struct termios settings;
  if (tcgetattr(descriptor, &settings) != 0) return errno;
  settings.c_cc[VMIN] = 1;
  settings.c_cc[VTIME] = 0;
  /* Of libserialport 0.1.1 a line that once had RTS/CTS keeps it, and a board that drives no CTS
     is never spoken to. */
  settings.c_cflag &= ~CRTSCTS;
  return tcsetattr(descriptor, TCSANOW, &settings) == 0 ? 0 : errno;
}
