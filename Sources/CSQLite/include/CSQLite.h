#ifndef CSQLITE_H
#define CSQLITE_H

#include <sqlite3.h>
#include <stdint.h>

// SQLITE_TRANSIENT is a cast macro, which Swift does not import: these two bind a copy.
int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *bytes, int64_t count);
int csqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int64_t count);

// sqlite3_db_config takes a variable number of arguments. Whether closing leaves the write-ahead log as it is.
int csqlite_keep_journal(sqlite3 *database, int is_kept);

// statfs is not in Swift's Glibc module. Answers the file system's magic number, or -1.
int64_t csqlite_file_system_type(const char *path);

#endif
