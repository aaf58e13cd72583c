#ifndef CPROCESS_H
#define CPROCESS_H

#include <spawn.h>

// All four are behind _GNU_SOURCE, without which Swift reads the C library's headers.

// pipe2 with O_CLOEXEC: no child started meanwhile by another thread can inherit the ends.
int cprocess_pipe(int ends[2]);
int cprocess_add_change_folder(posix_spawn_file_actions_t *actions, const char *path);
int cprocess_add_close_from(posix_spawn_file_actions_t *actions, int descriptor);
int cprocess_set_session(posix_spawnattr_t *attributes, short other_flags);

#endif
