/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * What printf and its like do with each variable argument: only a constant format tells. A string (%s) is read; any
 * other conversion of a pointer writes the address itself, which scanf("%p") may read back (C11 7.21.6.2), or is up to
 * a conversion that the program registered.
 */
#include "ir.h"

#include <string.h>

static const char *skip_any(const char *at, const char *end, const char *set) {
  while (at < end && *at && strchr(set, *at))
    at++;
  return at;
}

/* The conversion that consumes variable argument `wanted`; 0 if that cannot be told. */
static char conversion_of(const char *at, const char *end, unsigned wanted) {
  for (unsigned next = 0; at < end; at++) {
    if (*at != '%')
      continue;
    at = skip_any(at + 1, end, "-+ #0'I");
    for (int part = 0; part < 2; part++) { /* width, then precision */
      if (at < end && *at == '*') {
        if (next++ == wanted)
          return '*';
        at++;
      }
      at = skip_any(at, end, "0123456789");
      if (at < end && *at == '$') /* numbered arguments */
        return 0;
      if (part == 0 && at < end && *at == '.')
        at++;
      else
        break;
    }
    at = skip_any(at, end, "hlqjztL");
    /* What the program registered (register_printf_specifier) may take any number of arguments. */
    if (at >= end || !*at || !strchr("%mdiouxXeEfFgGaAcCsSpn", *at))
      return 0;
    if (*at != '%' && *at != 'm' && next++ == wanted)
      return *at;
  }
  return 0;
}

bool esc_ir_format_only_reads(LLVMValueRef format, unsigned argument) {
  size_t length = 0;
  const char *text = esc_llvm_constant_string(format, &length);
  if (!text)
    return false;
  char conversion = conversion_of(text, text + length, argument);
  return conversion == 's' || conversion == 'n';
}
