/*
 * Counts what arrives at a broker: `count PORT TOPIC [FILE]`. Prints `ready` once it is subscribed,
 * and for each line of its input how many messages have come, and how many bytes. Each message goes
 * into FILE as a line `NANOSECONDS BODY`, with CLOCK_MONOTONIC when it came. End of input ends it.
 */
#define _GNU_SOURCE
#include <mosquitto.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <time.h>

static atomic_ullong messages;
static atomic_ullong bytes;
static FILE *told;

static void taken(struct mosquitto *client, void *none, const struct mosquitto_message *message) {
  (void)client;
  (void)none;
  if (told != NULL) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    fprintf(told, "%lld %.*s\n", (long long)now.tv_sec * 1000000000 + now.tv_nsec,
            message->payloadlen, (const char *)message->payload);
    fflush(told);
  }
  atomic_fetch_add(&messages, 1);
  atomic_fetch_add(&bytes, (unsigned long long)message->payloadlen);
}

static void subscribed(struct mosquitto *client, void *none, int number, int count,
                       const int *granted) {
  (void)client;
  (void)none;
  (void)number;
  (void)count;
  (void)granted;
  puts("ready");
  fflush(stdout);
}

static void connected(struct mosquitto *client, void *topic, int reason) {
  if (reason != 0 || mosquitto_subscribe(client, NULL, topic, 0) != MOSQ_ERR_SUCCESS) {
    fprintf(stderr, "count: no subscription: %s\n", mosquitto_connack_string(reason));
    exit(1);
  }
}

int main(int argc, char **argv) {
  int line;
  if (argc != 3 && argc != 4) {
    fprintf(stderr, "usage: count PORT TOPIC [FILE]\n");
    return 2;
  }
  if (argc == 4 && (told = fopen(argv[3], "w")) == NULL) {
    perror(argv[3]);
    return 1;
  }
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  mosquitto_lib_init();
  struct mosquitto *client = mosquitto_new(NULL, true, argv[2]);
  if (client == NULL) {
    return 1;
  }
  mosquitto_connect_callback_set(client, connected);
  mosquitto_subscribe_callback_set(client, subscribed);
  mosquitto_message_callback_set(client, taken);
  int error = mosquitto_connect(client, "127.0.0.1", atoi(argv[1]), 60);
  if (error == MOSQ_ERR_SUCCESS) {
    error = mosquitto_loop_start(client);
  }
  if (error != MOSQ_ERR_SUCCESS) {
    fprintf(stderr, "count: %s\n", mosquitto_strerror(error));
    return 1;
  }
  while ((line = getchar()) != EOF) {
    if (line == '\n') {
      printf("%llu %llu\n", atomic_load(&messages), atomic_load(&bytes));
      fflush(stdout);
    }
  }
  return 0;
}
