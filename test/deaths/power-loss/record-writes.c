/*
 * For LD_PRELOAD: records every write, truncation, sync and removal of the files in one folder, in order, so that a test can
 * rebuild what a disk holds when the power fails at any of these moments.
 *
 * Environment: RECORD_FOLDER (absolute), RECORD_LOG (a file outside of it). A record is a header, the name of the file
 * within the folder, and the bytes that were written.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

struct header {
  uint32_t kind; /* 1 write, 2 truncate, 3 sync, 4 remove */
  uint32_t name_length;
  uint64_t offset; /* of a write; the new length of a truncation */
  uint64_t length; /* of the bytes that follow the name */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int log_fd = -1;
static char folder[4096];

__attribute__((constructor)) static void begin(void) {
  const char *log = getenv("RECORD_LOG");
  const char *given = getenv("RECORD_FOLDER");
  if (log == NULL || given == NULL) return;
  snprintf(folder, sizeof folder, "%s/", given);
  log_fd = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* The name within the folder; NULL for a file elsewhere. */
static const char *name_of(int fd, char *buffer, size_t size) {
  char link[64];
  if (log_fd < 0 || fd == log_fd) return NULL;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, buffer, size - 1);
  if (length <= 0) return NULL;
  buffer[length] = 0;
  size_t prefix = strlen(folder);
  return strncmp(buffer, folder, prefix) == 0 ? buffer + prefix : NULL;
}

/* One system call for a record, so that none is cut by a kill. */
static void record(uint32_t kind, const char *name, uint64_t offset, const void *bytes, uint64_t length) {
  struct header header = {kind, (uint32_t)strlen(name), offset, length};
  struct iovec parts[3] = {{&header, sizeof header}, {(void *)name, header.name_length}, {(void *)bytes, length}};
  syscall(SYS_writev, log_fd, parts, 3);
}

/* A call and its record under one lock: the records are in the order of the calls. */
#define RECORDED(type, call, condition, kind, offset, bytes, length)                     \
  char buffer[4096];                                                                     \
  const char *name = name_of(fd, buffer, sizeof buffer);                                 \
  if (name == NULL) return call;                                                         \
  pthread_mutex_lock(&lock);                                                             \
  type result = call;                                                                    \
  if (condition) record(kind, name, (uint64_t)(offset), bytes, (uint64_t)(length));      \
  pthread_mutex_unlock(&lock);                                                           \
  return result

#define NEXT(name) (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
  static __typeof__(pwrite) *next;
  if (next == NULL) next = NEXT(pwrite);
  RECORDED(ssize_t, next(fd, bytes, length, offset), result > 0, 1, offset, bytes, result);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  static __typeof__(pwrite64) *next;
  if (next == NULL) next = NEXT(pwrite64);
  RECORDED(ssize_t, next(fd, bytes, length, offset), result > 0, 1, offset, bytes, result);
}

ssize_t write(int fd, const void *bytes, size_t length) {
  static __typeof__(write) *next;
  if (next == NULL) next = NEXT(write);
  RECORDED(ssize_t, next(fd, bytes, length), result > 0, 1, lseek(fd, 0, SEEK_CUR) - result, bytes, result);
}

int ftruncate(int fd, off_t length) {
  static __typeof__(ftruncate) *next;
  if (next == NULL) next = NEXT(ftruncate);
  RECORDED(int, next(fd, length), result == 0, 2, length, "", 0);
}

int ftruncate64(int fd, off64_t length) {
  static __typeof__(ftruncate64) *next;
  if (next == NULL) next = NEXT(ftruncate64);
  RECORDED(int, next(fd, length), result == 0, 2, length, "", 0);
}

int fsync(int fd) {
  static __typeof__(fsync) *next;
  if (next == NULL) next = NEXT(fsync);
  RECORDED(int, next(fd), result == 0, 3, 0, "", 0);
}

int fdatasync(int fd) {
  static __typeof__(fdatasync) *next;
  if (next == NULL) next = NEXT(fdatasync);
  RECORDED(int, next(fd), result == 0, 3, 0, "", 0);
}

/* SQLite commits its first transactions by removing the rollback journal. */
int unlink(const char *path) {
  static __typeof__(unlink) *next;
  if (next == NULL) next = NEXT(unlink);
  size_t prefix = strlen(folder);
  if (log_fd < 0 || strncmp(path, folder, prefix) != 0) return next(path);
  pthread_mutex_lock(&lock);
  int result = next(path);
  if (result == 0) record(4, path + prefix, 0, "", 0);
  pthread_mutex_unlock(&lock);
  return result;
}
