/** Whether the URL of the storage is that of a PostgreSQL database; else it is that of a SQLite file. */
export const isPostgresUrl = (url: string): boolean => /^postgres(?:ql)?:/.test(url);
