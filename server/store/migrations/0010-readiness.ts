/** What the readiness check writes, to see that the disk has room. */
export const readiness: readonly string[] = [`ALTER TABLE seen_time ADD COLUMN filler BLOB`];
