#include <mosquitto.h>
#include <mqtt_protocol.h>

/* Two of OpenSSL's own functions, on the `SSL *` of mosquitto_ssl_get: the library itself does not
   say why a certificate was refused. Its headers would bring in thousands of names. */
long SSL_get_verify_result(const void *ssl);
int SSL_is_init_finished(const void *ssl);
int SSL_want(const void *ssl);
