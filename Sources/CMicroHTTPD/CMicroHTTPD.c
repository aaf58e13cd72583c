#include "CMicroHTTPD.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The logger outlives the options it was started with, so it keeps a copy.
struct logger {
    cmhd_log_line line;
    void *context;
};

static void log_message(void *cls, const char *format, va_list arguments) {
    struct logger *logger = cls;
    char text[512];
    vsnprintf(text, sizeof text, format, arguments);
    size_t length = strlen(text);
    while (length > 0 && text[length - 1] == '\n') text[--length] = 0;
    logger->line(logger->context, text);
}

// Paths stay percent-encoded until Swift has looked at them: the library would turn %00 into the end of the path.
static size_t leave_encoded(void *cls, struct MHD_Connection *connection, char *text) {
    (void)cls;
    (void)connection;
    return strlen(text);
}

struct MHD_Daemon *cmhd_start(const struct cmhd_options *options) {
    static struct logger loggers[64];
    static _Atomic unsigned int started;
    // A daemon may log until it is stopped, and nothing says when it was: the few loggers of a process are kept.
    struct logger *logger = &loggers[started++ % 64];
    logger->line = options->log;
    logger->context = options->context;
    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0, NULL, NULL,
        options->handle, options->context,
        MHD_OPTION_EXTERNAL_LOGGER, log_message, (void *)logger,
        MHD_OPTION_LISTEN_SOCKET, options->listen_socket,
        MHD_OPTION_CONNECTION_LIMIT, options->connection_limit,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, options->per_address_limit,
        MHD_OPTION_CONNECTION_TIMEOUT, options->inactivity_seconds,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)(64 * 1024),
        MHD_OPTION_NOTIFY_COMPLETED, options->completed, options->context,
        MHD_OPTION_NOTIFY_CONNECTION, options->connection_changed, options->context,
        MHD_OPTION_UNESCAPE_CALLBACK, leave_encoded, NULL,
        MHD_OPTION_END);
}

int cmhd_socket(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}
