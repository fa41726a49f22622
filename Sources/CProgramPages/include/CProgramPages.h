#ifndef C_PROGRAM_PAGES_H
#define C_PROGRAM_PAGES_H

/// Hands back the pages of the program's own file that are mapped to be read or run alone.
///
/// Those that are used again come back from the page cache, or from the disk once the kernel needed
/// the memory for something else.
///
/// Returns 0, or the first errno. Swift cannot see dl_iterate_phdr() by itself.
int program_pages_release(void);

#endif
