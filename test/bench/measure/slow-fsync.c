/* Every fsync and fdatasync of the process takes SLOW_FSYNC_US microseconds longer. Loaded with LD_PRELOAD. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

typedef int (*sync_call)(int);

static void wait_longer(void)
{
  const char *text = getenv("SLOW_FSYNC_US");
  long microseconds = text == NULL ? 0 : strtol(text, NULL, 10);
  struct timespec pause = { microseconds / 1000000, (microseconds % 1000000) * 1000 };
  nanosleep(&pause, NULL);
}

static int slowly(const char *name, int descriptor)
{
  sync_call real = (sync_call)dlsym(RTLD_NEXT, name);
  wait_longer();
  return real(descriptor);
}

int fsync(int descriptor) { return slowly("fsync", descriptor); }
int fdatasync(int descriptor) { return slowly("fdatasync", descriptor); }
