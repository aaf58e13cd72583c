#ifndef CMICROHTTPD_H
#define CMICROHTTPD_H

// libmicrohttpd, opened with dlopen at first use: a console that only listens when it is asked to must not load
// nine libraries at every start. Only what Swift cannot do itself is here: calls through the table of loaded
// functions, variadic calls, and the unions they answer with.

#include <microhttpd.h>
#include <stdbool.h>
#include <stddef.h>

/// Opens `library` and fills the table. On failure `why` gets the loader's words and false is returned.
bool cmhd_load(const char *library, char *why, size_t capacity);

/// Gets one line of libmicrohttpd's own log, without a line end.
typedef void (*cmhd_log_line)(void *context, const char *line);

struct cmhd_options {
    int listen_socket;
    unsigned int connection_limit;
    unsigned int per_address_limit;
    unsigned int inactivity_seconds;
    /// Handed to every callback below.
    void *context;
    cmhd_log_line log;
    MHD_AccessHandlerCallback handle;
    MHD_RequestCompletedCallback completed;
    MHD_NotifyConnectionCallback connection_changed;
};

// Daemons. MHD_start_daemon is variadic; so is the logger's signature (va_list).
struct MHD_Daemon *cmhd_start(const struct cmhd_options *options);
MHD_socket cmhd_quiesce(struct MHD_Daemon *daemon);
void cmhd_stop(struct MHD_Daemon *daemon);

// Connections. MHD_get_connection_info is variadic and answers with a union; -1 if the socket is not known.
int cmhd_socket(struct MHD_Connection *connection);
void cmhd_suspend(struct MHD_Connection *connection);
void cmhd_resume(struct MHD_Connection *connection);
const char *cmhd_value(struct MHD_Connection *connection, enum MHD_ValueKind kind, const char *key);
void cmhd_values(struct MHD_Connection *connection, enum MHD_ValueKind kind, MHD_KeyValueIterator each, void *context);

// Answers.
struct MHD_Response *cmhd_response_copying(const void *bytes, size_t count);
struct MHD_Response *cmhd_response_from_file(uint64_t size, int descriptor, uint64_t offset);
struct MHD_Response *cmhd_response_from_reader(
    uint64_t size, size_t block, MHD_ContentReaderCallback reader, void *context, MHD_ContentReaderFreeCallback release);
void cmhd_add_header(struct MHD_Response *response, const char *name, const char *value);
enum MHD_Result cmhd_queue(struct MHD_Connection *connection, unsigned int status, struct MHD_Response *response);
void cmhd_release(struct MHD_Response *response);

// Forms.
struct MHD_PostProcessor *cmhd_form(
    struct MHD_Connection *connection, size_t buffer, MHD_PostDataIterator each, void *context);
enum MHD_Result cmhd_form_take(struct MHD_PostProcessor *form, const char *bytes, size_t count);
enum MHD_Result cmhd_form_end(struct MHD_PostProcessor *form);

#endif
