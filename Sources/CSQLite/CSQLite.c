#include "CSQLite.h"

#include <stddef.h>
#include <sys/vfs.h>

int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *bytes, int64_t count) {
    return sqlite3_bind_text64(statement, index, bytes, (sqlite3_uint64)count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

int csqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int64_t count) {
    return sqlite3_bind_blob64(statement, index, bytes, (sqlite3_uint64)count, SQLITE_TRANSIENT);
}

int csqlite_keep_journal(sqlite3 *database, int is_kept) {
    return sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, is_kept, NULL);
}

int64_t csqlite_file_system_type(const char *path) {
    struct statfs information;
    return statfs(path, &information) == 0 ? (int64_t)information.f_type : -1;
}
