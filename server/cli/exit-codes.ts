/** As in sysexits.h: unknown command or wrong usage. */
export const EXIT_USAGE = 64;

/** The command failed. */
export const EXIT_FAILURE = 1;
