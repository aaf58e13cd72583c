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
