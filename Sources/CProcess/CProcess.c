#define _GNU_SOURCE
#include "CProcess.h"

#include <fcntl.h>
#include <unistd.h>

int cprocess_pipe(int ends[2]) {
    return pipe2(ends, O_CLOEXEC);
}

int cprocess_add_change_folder(posix_spawn_file_actions_t *actions, const char *path) {
    return posix_spawn_file_actions_addchdir_np(actions, path);
}

int cprocess_add_close_from(posix_spawn_file_actions_t *actions, int descriptor) {
    return posix_spawn_file_actions_addclosefrom_np(actions, descriptor);
}

int cprocess_set_session(posix_spawnattr_t *attributes, short other_flags) {
    return posix_spawnattr_setflags(attributes, (short)(other_flags | POSIX_SPAWN_SETSID));
}

#ifdef __GLIBC__
#include <malloc.h>

// One heap for all threads, before there is a second one. glibc gives each thread a heap that grows by one system call
// for every 4 KB (2,400 of them before 10,000 tasks were read), and keeps what any of them once needed.
__attribute__((constructor)) static void share_heap(void) {
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_TOP_PAD, 512 * 1024);
}
#endif
