#ifndef C_KERNEL_CLOCK_H
#define C_KERNEL_CLOCK_H

/// 1 where the kernel says that a time source disciplines the wall clock, 0 where none does.
///
/// Swift cannot see adjtimex() by itself.
int kernel_clock_is_synchronised(void);

#endif
