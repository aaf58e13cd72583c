#define _GNU_SOURCE
#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define FUNCTIONS(each) \
    each(curl_global_init) each(curl_version_info) \
    each(curl_easy_init) each(curl_easy_cleanup) each(curl_easy_strerror) \
    each(curl_easy_setopt) each(curl_easy_getinfo) \
    each(curl_slist_append) each(curl_slist_free_all) \
    each(curl_mime_init) each(curl_mime_free) each(curl_mime_addpart) each(curl_mime_name) \
    each(curl_mime_data) each(curl_mime_filedata) each(curl_mime_filename) each(curl_mime_type) \
    each(curl_multi_init) each(curl_multi_cleanup) each(curl_multi_add_handle) \
    each(curl_multi_remove_handle) each(curl_multi_perform) each(curl_multi_poll) \
    each(curl_multi_wakeup) each(curl_multi_info_read)

#define MEMBER(name) __typeof__(&name) p_##name;
static struct { FUNCTIONS(MEMBER) } api;

static pthread_mutex_t loading = PTHREAD_MUTEX_INITIALIZER;
static bool loaded = false;

// 7.85 brought CURLOPT_PROTOCOLS_STR, without which a redirect could lead to another protocol.
enum { OLDEST_VERSION = 0x075500 };

static bool fill(void *library, char *why, size_t capacity) {
#define FIND(name) \
    api.p_##name = (__typeof__(&name))dlsym(library, #name); \
    if (api.p_##name == NULL) { snprintf(why, capacity, "it has no " #name); return false; }
    FUNCTIONS(FIND)
    if (api.p_curl_version_info(CURLVERSION_NOW)->version_num < OLDEST_VERSION) {
        snprintf(why, capacity, "it is older than 7.85");
        return false;
    }
    if (api.p_curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        snprintf(why, capacity, "it could not be started");
        return false;
    }
    return true;
}

bool ccurl_load(const char *library, char *why, size_t capacity) {
    pthread_mutex_lock(&loading);
    bool ready = false;
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
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

CURL *ccurl_easy_init(void) { return api.p_curl_easy_init(); }
void ccurl_easy_cleanup(CURL *easy) { api.p_curl_easy_cleanup(easy); }
const char *ccurl_strerror(CURLcode code) { return api.p_curl_easy_strerror(code); }

CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value) {
    return api.p_curl_easy_setopt(easy, option, value);
}

CURLcode ccurl_set_string(CURL *easy, CURLoption option, const char *value) {
    return api.p_curl_easy_setopt(easy, option, value);
}

CURLcode ccurl_set_pointer(CURL *easy, CURLoption option, void *value) {
    return api.p_curl_easy_setopt(easy, option, value);
}

// The size must be known before the bytes are copied.
CURLcode ccurl_set_body(CURL *easy, const void *bytes, size_t count) {
    CURLcode code = api.p_curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
    return code != CURLE_OK ? code : api.p_curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, bytes);
}

CURLcode ccurl_set_list(CURL *easy, CURLoption option, struct curl_slist *list) {
    return api.p_curl_easy_setopt(easy, option, list);
}

CURLcode ccurl_set_mime(CURL *easy, curl_mime *mime) {
    return api.p_curl_easy_setopt(easy, CURLOPT_MIMEPOST, mime);
}

CURLcode ccurl_set_receiver(CURL *easy, CURLoption function, curl_write_callback callback, CURLoption data, void *context) {
    CURLcode code = api.p_curl_easy_setopt(easy, function, callback);
    return code != CURLE_OK ? code : api.p_curl_easy_setopt(easy, data, context);
}

CURLcode ccurl_set_socket_opener(CURL *easy, curl_opensocket_callback callback, void *context) {
    CURLcode code = api.p_curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, callback);
    return code != CURLE_OK ? code : api.p_curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, context);
}

long ccurl_get_long(CURL *easy, CURLINFO info) {
    long value = 0;
    api.p_curl_easy_getinfo(easy, info, &value);
    return value;
}

int64_t ccurl_get_offset(CURL *easy, CURLINFO info) {
    curl_off_t value = 0;
    api.p_curl_easy_getinfo(easy, info, &value);
    return value;
}

const char *ccurl_get_string(CURL *easy, CURLINFO info) {
    const char *value = NULL;
    api.p_curl_easy_getinfo(easy, info, &value);
    return value;
}

struct curl_slist *ccurl_list_append(struct curl_slist *list, const char *text) {
    return api.p_curl_slist_append(list, text);
}

void ccurl_list_free(struct curl_slist *list) { api.p_curl_slist_free_all(list); }
curl_mime *ccurl_mime_init(CURL *easy) { return api.p_curl_mime_init(easy); }
void ccurl_mime_free(curl_mime *mime) { api.p_curl_mime_free(mime); }

CURLcode ccurl_mime_text(curl_mime *mime, const char *name, const char *bytes, size_t count) {
    curl_mimepart *part = api.p_curl_mime_addpart(mime);
    CURLcode code = api.p_curl_mime_name(part, name);
    return code != CURLE_OK ? code : api.p_curl_mime_data(part, bytes, count);
}

CURLcode ccurl_mime_file(curl_mime *mime, const char *name, const char *path, const char *filename, const char *type) {
    curl_mimepart *part = api.p_curl_mime_addpart(mime);
    CURLcode code = api.p_curl_mime_name(part, name);
    if (code == CURLE_OK) code = api.p_curl_mime_filedata(part, path);
    if (code == CURLE_OK) code = api.p_curl_mime_filename(part, filename);
    if (code == CURLE_OK && type != NULL) code = api.p_curl_mime_type(part, type);
    return code;
}

CURLM *ccurl_multi_init(void) { return api.p_curl_multi_init(); }
void ccurl_multi_cleanup(CURLM *multi) { api.p_curl_multi_cleanup(multi); }
void ccurl_multi_add(CURLM *multi, CURL *easy) { api.p_curl_multi_add_handle(multi, easy); }
void ccurl_multi_remove(CURLM *multi, CURL *easy) { api.p_curl_multi_remove_handle(multi, easy); }

void ccurl_multi_perform(CURLM *multi) {
    int running = 0;
    api.p_curl_multi_perform(multi, &running);
}

void ccurl_multi_wait(CURLM *multi, int milliseconds) {
    api.p_curl_multi_poll(multi, NULL, 0, milliseconds, NULL);
}

void ccurl_multi_wakeup(uintptr_t multi) { api.p_curl_multi_wakeup((CURLM *)multi); }

CURL *ccurl_multi_next_done(CURLM *multi, CURLcode *result) {
    int left = 0;
    CURLMsg *message;
    while ((message = api.p_curl_multi_info_read(multi, &left)) != NULL) {
        if (message->msg != CURLMSG_DONE) continue;
        *result = message->data.result;
        return message->easy_handle;
    }
    return NULL;
}
