/** As in sysexits.h: the command was used wrongly, or is none. */
export const EXIT_USAGE = 64;
