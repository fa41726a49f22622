#include "CKernelClock.h"

#include <sys/timex.h>

int kernel_clock_is_synchronised(void) {
    struct timex state = {0};
    const int clock = adjtimex(&state);
    return clock != -1 && clock != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
}
