# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Writes a C file with the text of the models files in it:
#
#     cmake "-DOUT=builtin_models.c" "-DFILES=string.models;stdio.models" -P embed.cmake

if(NOT DEFINED OUT OR NOT DEFINED FILES)
  message(FATAL_ERROR "embed.cmake needs -DOUT=<file.c> and -DFILES=<models files>")
endif()

set(hex "")
foreach(file IN LISTS FILES)
  if(NOT EXISTS "${file}")
    message(FATAL_ERROR "embed.cmake: no such file: ${file}")
  endif()
  file(READ "${file}" part HEX)
  string(APPEND hex "${part}0a")
endforeach()
if(hex STREQUAL "")
  set(hex "0a")
endif()

# Character constants and not numbers: they have the sign of char, whichever that is. No string literal either, because
# a compiler need not take a long one.
string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${hex}")
string(REPLACE "'\\x0a'," "'\\n',\n    " bytes "${bytes}")
string(STRIP "${bytes}" bytes)

file(WRITE "${OUT}" "/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* Made from the models files by embed.cmake: change those. */

#include <stddef.h>

extern const char esc_builtin_models[];
extern const size_t esc_builtin_models_length;

const char esc_builtin_models[] = {
    ${bytes}
};

const size_t esc_builtin_models_length = sizeof esc_builtin_models;
")
