#include "CCrypto.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

bool cc_hmac_sha256(const uint8_t *key, size_t key_length, const uint8_t *message, size_t message_length,
                    uint8_t digest[cc_digest_size]) {
    unsigned int length = 0;
    return HMAC(EVP_sha256(), key, (int)key_length, message, message_length, digest, &length) != NULL
        && length == cc_digest_size;
}

bool cc_equal(const uint8_t *left, const uint8_t *right, size_t length) {
    return CRYPTO_memcmp(left, right, length) == 0;
}

cc_sha256 *cc_sha256_begin(void) {
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (context && EVP_DigestInit_ex(context, EVP_sha256(), NULL) != 1) {
        EVP_MD_CTX_free(context);
        context = NULL;
    }
    return (cc_sha256 *)context;
}

bool cc_sha256_add(cc_sha256 *running, const uint8_t *bytes, size_t length) {
    return EVP_DigestUpdate((EVP_MD_CTX *)running, bytes, length) == 1;
}

bool cc_sha256_end(cc_sha256 *running, uint8_t *digest) {
    unsigned int length = 0;
    bool ended = digest && EVP_DigestFinal_ex((EVP_MD_CTX *)running, digest, &length) == 1 && length == cc_digest_size;
    EVP_MD_CTX_free((EVP_MD_CTX *)running);
    return ended;
}
