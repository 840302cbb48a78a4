/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Runs an SQL script against a database file and prints every row, so that two builds of SQLite can be compared:
 * sqlite_session SCRIPT DATABASE. Adds a function, an aggregate and a collation of its own, then copies the database
 * through the backup interface and reads a blob piecewise, which SQL alone does not reach.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file)
    return NULL;
  size_t room = 4096, length = 0, got;
  char *text = malloc(room);
  while (text && (got = fread(text + length, 1, room - length - 1, file)) > 0) {
    length += got;
    if (length + 1 == room) {
      char *larger = realloc(text, room *= 2);
      if (!larger)
        free(text);
      text = larger;
    }
  }
  fclose(file);
  if (text)
    text[length] = '\0';
  return text;
}

/* backwards(text): the bytes in reverse order. The temporary never leaves this function. */
static void backwards(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  const char *text = (const char *)sqlite3_value_text(values[0]);
  if (!text)
    return;
  size_t length = strlen(text);
  char *copy = malloc(length + 1);
  if (!copy) {
    sqlite3_result_error_nomem(context);
    return;
  }
  for (size_t i = 0; i < length; i++)
    copy[i] = text[length - 1 - i];
  copy[length] = '\0';
  sqlite3_result_text(context, copy, (int)length, SQLITE_TRANSIENT);
  free(copy);
}

/* spread(number): the largest less the smallest. */
struct spread {
  int any;
  double low, high;
};

static void spread_step(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  struct spread *s = sqlite3_aggregate_context(context, sizeof *s);
  double value = sqlite3_value_double(values[0]);
  if (!s)
    return;
  if (!s->any || value < s->low)
    s->low = value;
  if (!s->any || value > s->high)
    s->high = value;
  s->any = 1;
}

static void spread_final(sqlite3_context *context) {
  struct spread *s = sqlite3_aggregate_context(context, sizeof *s);
  sqlite3_result_double(context, s ? s->high - s->low : 0);
}

static int by_length(void *data, int left_size, const void *left, int right_size, const void *right) {
  (void)data;
  if (left_size != right_size)
    return left_size - right_size;
  return memcmp(left, right, (size_t)left_size);
}

static void print_row(sqlite3_stmt *statement) {
  int columns = sqlite3_column_count(statement);
  for (int i = 0; i < columns; i++) {
    if (i)
      putchar('|');
    if (sqlite3_column_type(statement, i) == SQLITE_BLOB) {
      const unsigned char *blob = sqlite3_column_blob(statement, i);
      for (int j = 0, size = sqlite3_column_bytes(statement, i); j < size; j++)
        printf("%02x", blob[j]);
    } else {
      const unsigned char *text = sqlite3_column_text(statement, i);
      fputs(text ? (const char *)text : "NULL", stdout);
    }
  }
  putchar('\n');
}

/* Errors are part of the session: they are printed, and the next statement follows. */
static void run_script(sqlite3 *db, const char *text) {
  while (*text) {
    sqlite3_stmt *statement = NULL;
    const char *rest = text;
    int status = sqlite3_prepare_v2(db, text, -1, &statement, &rest);
    while (status == SQLITE_OK && statement && (status = sqlite3_step(statement)) == SQLITE_ROW) {
      print_row(statement);
      status = SQLITE_OK;
    }
    if (status != SQLITE_OK && status != SQLITE_DONE)
      printf("error %d: %s\n", status, sqlite3_errmsg(db));
    sqlite3_finalize(statement);
    /* After a syntax error there is no end to go on from. */
    if (rest == text)
      rest = strchr(text, ';') ? strchr(text, ';') + 1 : text + strlen(text);
    text = rest;
  }
}

static void copy_and_check(sqlite3 *db) {
  sqlite3 *copy = NULL;
  if (sqlite3_open(":memory:", &copy) != SQLITE_OK)
    return;
  sqlite3_backup *backup = sqlite3_backup_init(copy, "main", db, "main");
  int steps = 0;
  while (backup && sqlite3_backup_step(backup, 7) == SQLITE_OK)
    steps++;
  printf("backup: more than one step %d, finish %d\n", steps > 0, sqlite3_backup_finish(backup));
  run_script(copy, "PRAGMA integrity_check; SELECT count(*), sum(total) FROM orders;");
  sqlite3_close(copy);
}

static void read_blob(sqlite3 *db) {
  sqlite3_blob *blob = NULL;
  if (sqlite3_blob_open(db, "main", "pieces", "body", 3, 1, &blob) != SQLITE_OK) {
    printf("blob: %s\n", sqlite3_errmsg(db));
    return;
  }
  int size = sqlite3_blob_bytes(blob);
  unsigned char *body = malloc((size_t)size);
  unsigned long sum = 0;
  if (body && sqlite3_blob_read(blob, body, size, 0) == SQLITE_OK)
    for (int i = 0; i < size; i++)
      sum = sum * 31 + body[i];
  printf("blob: %d bytes, sum %lu, write %d\n", size, sum, sqlite3_blob_write(blob, "written", 7, 10));
  free(body);
  sqlite3_blob_close(blob);
}

int main(int argc, char **argv) {
  sqlite3 *db = NULL;
  if (argc != 3)
    return 2;
  char *script = read_file(argv[1]);
  if (!script || sqlite3_open(argv[2], &db) != SQLITE_OK)
    return 2;
  sqlite3_create_function(db, "backwards", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, backwards, NULL, NULL);
  sqlite3_create_function(db, "spread", 1, SQLITE_UTF8, NULL, NULL, spread_step, spread_final);
  sqlite3_create_collation(db, "by_length", SQLITE_UTF8, NULL, by_length);
  run_script(db, script);
  read_blob(db);
  copy_and_check(db);
  free(script);
  printf("close: %d\n", sqlite3_close(db));
  return 0;
}
