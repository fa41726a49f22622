#ifndef CFAKEGPIOD_H
#define CFAKEGPIOD_H

/* Chips that are not there, behind the functions of libgpiod itself: a program that this is linked
   into calls these instead of the library's. Every function may be called from any thread. */

#include <stdbool.h>

enum { FAKE_CHIPS_MOST = 256, FAKE_LINES_MOST = 16 };

/* Forgets all chips. */
void fake_reset(void);

/* A chip at `path`, where a file must be for it to be found. Returns its number. */
int fake_add_chip(const char *path, const char *label);

/* The next line of a chip; a name may be empty. Returns its number. */
int fake_add_line(int chip, const char *name);

/* From now on opening the chip fails with this errno; 0 ends it. */
void fake_refuse_chip(int chip, int reason);

/* The chip goes away, as when it is unplugged: who holds a line is told nothing. */
void fake_take_chip_away(int chip);
void fake_bring_chip_back(int chip);

/* Somebody else holds the line; NULL lets it go. */
void fake_hold(int chip, int line, const char *holder);

/* From now on these fail with this errno; 0 ends it. */
void fake_refuse_request(int chip, int line, int reason);
void fake_refuse_set(int chip, int line, int reason);
void fake_refuse_get(int chip, int line, int reason);

/* Setting the line, or asking for its level, does not return until this is ended. */
void fake_hang_set(int chip, int line, bool hangs);
void fake_hang_get(int chip, int line, bool hangs);

/* Drives an input from outside to an electrical level; whoever watches it is told. */
void fake_drive(int chip, int line, bool is_high);

/* The same, but whoever watches is not told: the kernel had no room for the edge. */
void fake_drive_unseen(int chip, int line, bool is_high);

/* The electrical level: of an output what was set, also after it was let go. */
bool fake_is_high(int chip, int line);
bool fake_is_held(int chip, int line);
bool fake_is_output(int chip, int line);

/* How often the line was set or requested as an output. */
int fake_times_set(int chip, int line);

/* How the line was requested last: 'n' none, 'u' up, 'd' down, '-' as it is. */
char fake_bias(int chip, int line);

/* Chips that are open now. */
int fake_open_chips(void);

#endif
