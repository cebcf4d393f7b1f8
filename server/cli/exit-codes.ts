/*
 * What a shell script may rely on. 0: done. The numbers above 1 are those of sysexits.h; `EXIT_CONFIG` (78, the
 * configuration is invalid) is in main.ts, which has to exit before any command.
 */

/** The command failed, was refused, or found something that needs a person. */
export const EXIT_FAILURE = 1;

/** Unknown command, or options that do not fit it. */
export const EXIT_USAGE = 64;

/** The server or the storage cannot be reached, or did not answer in time: worth another try. */
export const EXIT_UNAVAILABLE = 69;

/** The server does not accept the key. */
export const EXIT_NO_PERMISSION = 77;
