// The three things Toccata asks of libcrypto. OpenSSL's own headers are kept out of Swift's sight: they are
// large, and most of what they offer must not be used here (no cryptography of our own making).
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { cc_digest_size = 32 };

// HMAC() is a macro-laden call with nullable out-parameters; false when libcrypto refuses.
bool cc_hmac_sha256(const uint8_t *key, size_t key_length, const uint8_t *message, size_t message_length,
                    uint8_t digest[cc_digest_size]);

// Compares without telling by its duration where the first difference is.
bool cc_equal(const uint8_t *left, const uint8_t *right, size_t length);

// A running SHA-256; EVP_MD_CTX is opaque and EVP_sha256() a function that Swift would import with no owner.
typedef struct cc_sha256 cc_sha256;
cc_sha256 *cc_sha256_begin(void);
bool cc_sha256_add(cc_sha256 *running, const uint8_t *bytes, size_t length);
// Frees `running` whatever it returns; a null digest only frees.
bool cc_sha256_end(cc_sha256 *running, uint8_t *digest);
