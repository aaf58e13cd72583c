#ifndef CMICROHTTPD_H
#define CMICROHTTPD_H

// What Swift cannot import of libmicrohttpd: its variadic calls, and the unions they answer with.

#include <microhttpd.h>

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

/// MHD_start_daemon is variadic; so is the logger's signature (va_list).
struct MHD_Daemon *cmhd_start(const struct cmhd_options *options);

/// MHD_get_connection_info is variadic and answers with a union; -1 if the socket is not known.
int cmhd_socket(struct MHD_Connection *connection);

#endif
