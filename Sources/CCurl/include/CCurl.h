#ifndef CCURL_H
#define CCURL_H

// libcurl, opened with dlopen at first use: linking it would cost every start 6-12 ms, and the
// programs must run where it is missing. Only what Swift cannot do itself is here: calls through
// the table of loaded functions, variadic setters and getters, and the union in CURLMsg.

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Opens `library` and fills the table. On failure `why` gets the loader's words and false is returned.
bool ccurl_load(const char *library, char *why, size_t capacity);

// Easy handles.
CURL *ccurl_easy_init(void);
void ccurl_easy_cleanup(CURL *easy);
const char *ccurl_strerror(CURLcode code);

// Variadic curl_easy_setopt, one function for each kind of argument.
CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value);
CURLcode ccurl_set_string(CURL *easy, CURLoption option, const char *value);
CURLcode ccurl_set_pointer(CURL *easy, CURLoption option, void *value);
CURLcode ccurl_set_body(CURL *easy, const void *bytes, size_t count);
CURLcode ccurl_set_list(CURL *easy, CURLoption option, struct curl_slist *list);
CURLcode ccurl_set_mime(CURL *easy, curl_mime *mime);
CURLcode ccurl_set_receiver(CURL *easy, CURLoption function, curl_write_callback callback, CURLoption data, void *context);
CURLcode ccurl_set_socket_opener(CURL *easy, curl_opensocket_callback callback, void *context);

// Variadic curl_easy_getinfo.
long ccurl_get_long(CURL *easy, CURLINFO info);
int64_t ccurl_get_offset(CURL *easy, CURLINFO info);
const char *ccurl_get_string(CURL *easy, CURLINFO info);

// Lists and multipart bodies.
struct curl_slist *ccurl_list_append(struct curl_slist *list, const char *text);
void ccurl_list_free(struct curl_slist *list);
curl_mime *ccurl_mime_init(CURL *easy);
void ccurl_mime_free(curl_mime *mime);
CURLcode ccurl_mime_text(curl_mime *mime, const char *name, const char *bytes, size_t count);
CURLcode ccurl_mime_file(curl_mime *mime, const char *name, const char *path, const char *filename, const char *type);

// The multi interface. A multi handle crosses threads as an integer, for ccurl_multi_wakeup only.
CURLM *ccurl_multi_init(void);
void ccurl_multi_cleanup(CURLM *multi);
void ccurl_multi_add(CURLM *multi, CURL *easy);
void ccurl_multi_remove(CURLM *multi, CURL *easy);
void ccurl_multi_perform(CURLM *multi);
void ccurl_multi_wait(CURLM *multi, int milliseconds);
void ccurl_multi_wakeup(uintptr_t multi);
// The next finished transfer, or NULL. CURLMsg keeps its result in a union.
CURL *ccurl_multi_next_done(CURLM *multi, CURLcode *result);

#endif
