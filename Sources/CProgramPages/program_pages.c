#define _GNU_SOURCE
#include "CProgramPages.h"

#include <errno.h>
#include <link.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

/* Segments that can be written are left alone: what the loader relocated there is in no file. */
static int release(struct dl_phdr_info *object, size_t size, void *failure) {
    (void)size;
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
        if (segment->p_type != PT_LOAD || (segment->p_flags & PF_W) != 0) continue;
        const uintptr_t start = object->dlpi_addr + segment->p_vaddr;
        /* A page that is shared with the next segment belongs to that. */
        const uintptr_t from = (start + page - 1) / page * page;
        const uintptr_t to = (start + segment->p_memsz) / page * page;
        if (to <= from || madvise((void *)from, to - from, MADV_DONTNEED) == 0) continue;
        if (*(int *)failure == 0) *(int *)failure = errno;
    }
    /* The program comes first; libraries are left to whoever else has them mapped. */
    return 1;
}

int program_pages_release(void) {
    int failure = 0;
    dl_iterate_phdr(release, &failure);
    return failure;
}
