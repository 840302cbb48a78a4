/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Sends images through stb's encoders and decoders and compares the pixels; prints sums, so that two builds can be
 * compared too. PNG, BMP and TGA must come back exactly; JPEG and HDR are only summed. Scaling, packing of rectangles,
 * formatting and the hash map and arrays of stb_ds follow.
 */
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_RESIZE_IMPLEMENTATION
#define STB_RECT_PACK_IMPLEMENTATION
#define STB_SPRINTF_IMPLEMENTATION
#define STB_DS_IMPLEMENTATION
#include <stb/stb_ds.h>
#include <stb/stb_image.h>
#include <stb/stb_image_resize.h>
#include <stb/stb_image_write.h>
#include <stb/stb_rect_pack.h>
#include <stb/stb_sprintf.h>

struct buffer {
  unsigned char *at;
  size_t count, room;
};

static int failures;

static void append(void *context, void *data, int size) {
  struct buffer *b = context;
  if (b->count + (size_t)size > b->room) {
    b->room = 2 * (b->count + (size_t)size);
    unsigned char *larger = realloc(b->at, b->room);
    if (!larger)
      abort();
    b->at = larger;
  }
  memcpy(b->at + b->count, data, (size_t)size);
  b->count += (size_t)size;
}

static unsigned long checksum(const unsigned char *at, size_t count) {
  unsigned long sum = 5381;
  for (size_t i = 0; i < count; i++)
    sum = sum * 33 + at[i];
  return sum;
}

/* A gradient with some noise: compressible, but not trivially. */
static unsigned char *paint(int width, int height, int channels) {
  size_t count = (size_t)width * (size_t)height * (size_t)channels;
  unsigned char *pixels = malloc(count);
  unsigned noise = 12345;
  if (!pixels)
    abort();
  for (size_t i = 0; i < count; i++) {
    noise = noise * 1103515245u + 12345u;
    pixels[i] = (unsigned char)(i / 7 + (i % 5 == 0 ? noise >> 24 : 0));
  }
  return pixels;
}

enum format { PNG, BMP, TGA, JPEG, FORMATS };
static const char *const format_names[FORMATS] = {"png", "bmp", "tga", "jpeg"};

static void encode(enum format format, struct buffer *out, const unsigned char *pixels, int width, int height, int n) {
  out->count = 0;
  switch (format) {
  case PNG:
    stbi_write_png_to_func(append, out, width, height, n, pixels, width * n);
    break;
  case BMP:
    stbi_write_bmp_to_func(append, out, width, height, n, pixels);
    break;
  case TGA:
    stbi_write_tga_to_func(append, out, width, height, n, pixels);
    break;
  default:
    stbi_write_jpg_to_func(append, out, width, height, n, pixels, 80);
  }
}

/* BMP has no grey with alpha; JPEG has no alpha and loses precision. */
static int comes_back(enum format format, int channels) {
  return format == PNG || format == TGA || (format == BMP && channels != 2);
}

static void round_trip(enum format format, int width, int height, int channels) {
  unsigned char *pixels = paint(width, height, channels);
  struct buffer file = {NULL, 0, 0};
  encode(format, &file, pixels, width, height, channels);
  int w = 0, h = 0, n = 0;
  unsigned char *back = stbi_load_from_memory(file.at, (int)file.count, &w, &h, &n, channels);
  size_t count = (size_t)width * (size_t)height * (size_t)channels;
  int same = back && w == width && h == height && memcmp(back, pixels, count) == 0;
  if (!back || (comes_back(format, channels) && !same))
    failures++;
  printf("%s %dx%dx%d: %zu bytes, sum %lu, pixels %lu, %s\n", format_names[format], width, height, channels, file.count,
         checksum(file.at, file.count), back ? checksum(back, count) : 0, same ? "same" : "differ");
  stbi_image_free(back);
  free(file.at);
  free(pixels);
}

static void high_range(int width, int height) {
  float *pixels = malloc((size_t)width * (size_t)height * 3 * sizeof *pixels);
  struct buffer file = {NULL, 0, 0};
  if (!pixels)
    abort();
  for (int i = 0; i < width * height * 3; i++)
    pixels[i] = (float)(i % 97) / 16.0f;
  stbi_write_hdr_to_func(append, &file, width, height, 3, pixels);
  int w = 0, h = 0, n = 0;
  float *back = stbi_loadf_from_memory(file.at, (int)file.count, &w, &h, &n, 3);
  failures += !back || w != width || h != height;
  printf("hdr: %zu bytes, %.3f\n", file.count, back ? (double)back[w] : 0.0);
  stbi_image_free(back);
  free(file.at);
  free(pixels);
}

static void truncated_file(void) {
  unsigned char *pixels = paint(40, 30, 3);
  struct buffer file = {NULL, 0, 0};
  encode(PNG, &file, pixels, 40, 30, 3);
  for (size_t cut = 1; cut < file.count; cut += 97) {
    int w, h, n;
    unsigned char *back = stbi_load_from_memory(file.at, (int)cut, &w, &h, &n, 0);
    printf("%zu: %s\n", cut, back ? "loads" : stbi_failure_reason());
    stbi_image_free(back);
  }
  free(file.at);
  free(pixels);
}

static void scale(void) {
  unsigned char *pixels = paint(64, 48, 4);
  for (int size = 5; size < 150; size += 36) {
    unsigned char *scaled = malloc((size_t)(size * size * 4));
    if (!scaled || !stbir_resize_uint8(pixels, 64, 48, 0, scaled, size, size, 0, 4))
      failures++;
    else
      printf("scaled to %d: %lu\n", size, checksum(scaled, (size_t)(size * size * 4)));
    free(scaled);
  }
  free(pixels);
}

static void pack(void) {
  enum { RECTS = 200, SIDE = 256 };
  stbrp_node *nodes = malloc(SIDE * sizeof *nodes);
  stbrp_rect *rects = calloc(RECTS, sizeof *rects);
  stbrp_context context;
  unsigned long sum = 0;
  if (!nodes || !rects)
    abort();
  for (int i = 0; i < RECTS; i++) {
    rects[i].id = i;
    rects[i].w = (stbrp_coord)(5 + i * 7 % 20);
    rects[i].h = (stbrp_coord)(4 + i * 11 % 17);
  }
  stbrp_init_target(&context, SIDE, SIDE, nodes, SIDE);
  int all = stbrp_pack_rects(&context, rects, RECTS);
  for (int i = 0; i < RECTS; i++)
    sum = sum * 31 + (unsigned long)(rects[i].was_packed ? rects[i].x * SIDE + rects[i].y : 0);
  printf("packed: all %d, sum %lu\n", all, sum);
  free(rects);
  free(nodes);
}

static void map_and_array(void) {
  struct {
    char *key;
    int value;
  } *words = NULL;
  int *numbers = NULL;
  char text[32];
  sh_new_strdup(words);
  for (int i = 0; i < 3000; i++) {
    stbsp_snprintf(text, sizeof text, "key-%05d:%x", i * 7919 % 1000, i % 3);
    shput(words, text, i);
    arrput(numbers, i ^ 5);
    if (i % 4 == 0)
      (void)shdel(words, text);
    if (i % 5 == 0)
      arrdel(numbers, arrlen(numbers) / 2);
  }
  long sum = 0;
  for (ptrdiff_t i = 0; i < shlen(words); i++)
    sum += words[i].value;
  for (ptrdiff_t i = 0; i < arrlen(numbers); i++)
    sum = sum * 3 % 1000003 + numbers[i];
  printf("map of %d, array of %d, sum %ld\n", (int)shlen(words), (int)arrlen(numbers), sum);
  shfree(words);
  arrfree(numbers);
}

int main(void) {
  static const int sizes[][2] = {{1, 1}, {3, 5}, {16, 16}, {61, 47}, {200, 150}};
  for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
    for (int format = 0; format < FORMATS; format++)
      for (int channels = 1; channels <= 4; channels++)
        round_trip((enum format)format, sizes[s][0], sizes[s][1], channels);
  high_range(33, 21);
  truncated_file();
  scale();
  pack();
  map_and_array();
  return failures != 0;
}
