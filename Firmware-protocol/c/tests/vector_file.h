/* Reads the vector files; vectors/README.md describes their format. */
#ifndef KMC_VECTOR_FILE_H
#define KMC_VECTOR_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { VECTOR_LINE_MAX = 1200, VECTOR_LINES_MAX = 80, VECTOR_BYTES_MAX = 600 };

/* One line in its parts; a part that is not there is "". */
typedef struct vector_line {
  char text[VECTOR_LINE_MAX];
  const char *key;
  const char *first;
  const char *second;
} vector_line;

typedef struct vector {
  vector_line lines[VECTOR_LINES_MAX]; /* name, receiver, canonical, wire, then the events */
  size_t line_count;
  uint8_t wire[VECTOR_BYTES_MAX];
  size_t wire_size;
} vector;

typedef enum read_result { READ_VECTOR, READ_END, READ_BROKEN } read_result;

read_result vector_read(FILE *file, vector *next);

/* Hex to bytes, "-" to none; false when it is no hex or too long. */
bool vector_bytes(const char *hex, uint8_t *bytes, size_t capacity, size_t *size);

/* A decimal number as 64 bits, two's complement where negative; false when it is none. */
bool vector_number(const char *text, uint64_t *number);

/* The names of fields. */
typedef enum field_form { FORM_U8, FORM_U16, FORM_I16, FORM_U32, FORM_U64, FORM_BYTES } field_form;

typedef struct field_name {
  const char *name;
  uint8_t tag;
  field_form form;
} field_name;

/* NULL when no field has this name. */
const field_name *field_named(const char *name);
extern const field_name field_names[];
extern const size_t field_name_count;

#endif
