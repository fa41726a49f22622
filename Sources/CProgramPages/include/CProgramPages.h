#ifndef C_PROGRAM_PAGES_H
#define C_PROGRAM_PAGES_H

/// Hands back the pages of the program's own file that are mapped to be read or run alone, so that
/// only those stay resident that are used again; they are still in the page cache, and cost no read.
///
/// Returns 0, or the first errno. Swift cannot see dl_iterate_phdr() by itself.
int program_pages_release(void);

#endif
