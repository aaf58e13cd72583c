#include "CMicroHTTPD.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FUNCTIONS(each) \
    each(MHD_start_daemon) each(MHD_quiesce_daemon) each(MHD_stop_daemon) \
    each(MHD_get_connection_info) each(MHD_suspend_connection) each(MHD_resume_connection) \
    each(MHD_lookup_connection_value) each(MHD_get_connection_values) \
    each(MHD_create_response_from_buffer) each(MHD_create_response_from_fd_at_offset64) \
    each(MHD_create_response_from_callback) each(MHD_add_response_header) each(MHD_queue_response) \
    each(MHD_destroy_response) \
    each(MHD_create_post_processor) each(MHD_post_process) each(MHD_destroy_post_processor)

#define MEMBER(name) __typeof__(&name) p_##name;
static struct { FUNCTIONS(MEMBER) } api;

static pthread_mutex_t loading = PTHREAD_MUTEX_INITIALIZER;

static bool fill(void *library, char *why, size_t capacity) {
#define FIND(name) \
    api.p_##name = (__typeof__(&name))dlsym(library, #name); \
    if (api.p_##name == NULL) { snprintf(why, capacity, "it has no " #name); return false; }
    FUNCTIONS(FIND)
    return true;
}

bool cmhd_load(const char *library, char *why, size_t capacity) {
    pthread_mutex_lock(&loading);
    // Servers of this process may be at work with the table as it is.
    static bool loaded = false;
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    bool ready = false;
    if (handle == NULL) {
        const char *text = dlerror();
        snprintf(why, capacity, "%s", text ? text : "not found");
    } else {
        ready = loaded || fill(handle, why, capacity);
        loaded = ready;
    }
    pthread_mutex_unlock(&loading);
    return ready;
}

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
    return api.p_MHD_start_daemon(
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

MHD_socket cmhd_quiesce(struct MHD_Daemon *daemon) { return api.p_MHD_quiesce_daemon(daemon); }
void cmhd_stop(struct MHD_Daemon *daemon) { api.p_MHD_stop_daemon(daemon); }

int cmhd_socket(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        api.p_MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

void cmhd_suspend(struct MHD_Connection *connection) { api.p_MHD_suspend_connection(connection); }
void cmhd_resume(struct MHD_Connection *connection) { api.p_MHD_resume_connection(connection); }

const char *cmhd_value(struct MHD_Connection *connection, enum MHD_ValueKind kind, const char *key) {
    return api.p_MHD_lookup_connection_value(connection, kind, key);
}

void cmhd_values(struct MHD_Connection *connection, enum MHD_ValueKind kind, MHD_KeyValueIterator each, void *context) {
    api.p_MHD_get_connection_values(connection, kind, each, context);
}

// The library copies the bytes; it only lacks the `const`.
struct MHD_Response *cmhd_response_copying(const void *bytes, size_t count) {
    return api.p_MHD_create_response_from_buffer(count, (void *)bytes, MHD_RESPMEM_MUST_COPY);
}

struct MHD_Response *cmhd_response_from_file(uint64_t size, int descriptor, uint64_t offset) {
    return api.p_MHD_create_response_from_fd_at_offset64(size, descriptor, offset);
}

struct MHD_Response *cmhd_response_from_reader(
    uint64_t size, size_t block, MHD_ContentReaderCallback reader, void *context, MHD_ContentReaderFreeCallback release) {
    return api.p_MHD_create_response_from_callback(size, block, reader, context, release);
}

void cmhd_add_header(struct MHD_Response *response, const char *name, const char *value) {
    api.p_MHD_add_response_header(response, name, value);
}

enum MHD_Result cmhd_queue(struct MHD_Connection *connection, unsigned int status, struct MHD_Response *response) {
    return api.p_MHD_queue_response(connection, status, response);
}

void cmhd_release(struct MHD_Response *response) { api.p_MHD_destroy_response(response); }

struct MHD_PostProcessor *cmhd_form(
    struct MHD_Connection *connection, size_t buffer, MHD_PostDataIterator each, void *context) {
    return api.p_MHD_create_post_processor(connection, buffer, each, context);
}

enum MHD_Result cmhd_form_take(struct MHD_PostProcessor *form, const char *bytes, size_t count) {
    return api.p_MHD_post_process(form, bytes, count);
}

enum MHD_Result cmhd_form_end(struct MHD_PostProcessor *form) { return api.p_MHD_destroy_post_processor(form); }
