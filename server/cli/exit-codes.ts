/** As in sysexits.h: the command was used wrongly, or is none. */
export const EXIT_USAGE = 64;

/** The command could not do its work. */
export const EXIT_FAILURE = 1;
