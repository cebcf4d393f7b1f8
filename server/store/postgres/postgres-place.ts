/** Where a database is, for messages: `kasir at db.example:5432`. Never the user or the password. */
export function postgresPlace(url: string): string {
  try {
    const { hostname, port, pathname, searchParams } = new URL(url);
    const host = searchParams.get('host') ?? (hostname === '' ? 'localhost' : hostname);
    return `${decodeURIComponent(pathname.slice(1)) || 'the default database'} at ${host}:${port || '5432'}`;
  } catch {
    // The error would quote the URL.
    return 'the PostgreSQL database';
  }
}
