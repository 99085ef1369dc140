// Parses a file with the official MAVLink parser and decodes each message; prints messages and CPU seconds.
#include <ardupilotmega/mavlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define REPEATS 10

int main(int argc, char **argv) {
  FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
  if (!file) return 1;
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  unsigned char *bytes = malloc(size);
  if (fread(bytes, 1, size, file) != (size_t)size) return 1;

  mavlink_message_t message;
  mavlink_status_t status;
  volatile unsigned char sink;
  long messages = 0;
  clock_t start = clock();
  for (int repeat = 0; repeat < REPEATS; repeat++) {
    for (long at = 0; at < size; at++) {
      if (!mavlink_parse_char(MAVLINK_COMM_0, bytes[at], &message, &status)) continue;
      // Every generated decode function is this copy into a struct, with zeros for truncated bytes.
      unsigned char decoded[MAVLINK_MAX_PAYLOAD_LEN] = {0};
      memcpy(decoded, _MAV_PAYLOAD(&message), message.len);
      sink = decoded[message.len / 2];
      messages++;
    }
  }
  printf("%ld %f\n", messages, (double)(clock() - start) / CLOCKS_PER_SEC);
  return 0;
}
