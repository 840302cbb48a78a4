/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * The end of every generated program: runs each function of `table` in a process of its own, several times, and reads
 * what it left in globals and behind pointers, after the stack and the heap were written over.
 */
#ifdef __cplusplus
NI static long enter(test_t f, int n, N *q, N **out) {
  try {
    return f(n, q, out);
  } catch (int e) {
    return -1000 - e;
  } catch (N *e) {
    return -2000 - look(e);
  }
}
#else
NI static long enter(test_t f, int n, N *q, N **out) {
  sigjmp_buf here;
  target = &here;
  int code = sigsetjmp(here, 1);
  return code ? -500 - code : f(n, q, out);
}
#endif

/* The blocks that take the places of freed ones must be blocks. */
NI __attribute__((annotate("escape:heap"))) static void spoil(void) {
  clobber();
  for (int i = 0; i < 8; i++) {
    char *junk = (char *)malloc(sizeof(N) + (size_t)i * 8);
    if (junk)
      memset(junk, 0x77, sizeof(N) + (size_t)i * 8);
  }
}

static void run(int which) {
  for (int n = 0; n < 6; n++) {
    N *q = mk(100 + n), *out = 0;
    memset((void *)&gnode, 0, sizeof gnode);
    memset(gring, 0, sizeof gring);
    g0 = g1 = gs = gat = gsig = tl = gend = gend_free = 0;
    calls = 12;
    long r = enter(table[which], n, q, &out);
    spoil();
    char label[80] = "";
    snprintf(label, sizeof label, "%d.%d %ld %ld %ld", which, n, look(out), look(tl), look(gsig));
    show(label, r);
  }
}

int main(int argc, char **argv) {
  if (argc > 1) {
    run(atoi(argv[1]));
    return 0;
  }
  for (int i = 0; i < (int)(sizeof table / sizeof *table); i++) {
    printf("%d. begins\n", i);
    fflush(stdout);
    pid_t pid = fork();
    if (!pid) {
      alarm(10);
      run(i);
      exit(0);
    }
    int status = 0;
    waitpid(pid, &status, 0);
    if (status)
      printf("%d.x status %d\n", i, WIFSIGNALED(status) ? 1000 + WTERMSIG(status) : WEXITSTATUS(status));
  }
  return 0;
}
