import { dirname } from 'node:path';

export type DemoEnvironment = Readonly<Record<string, string | undefined>>;

/** The settings of the demo, before the ports are known. */
export interface DemoSettings {
  readonly port: number;
  readonly host: string;
  /** The shop on a port, and so an origin, of its own; absent: both share one. */
  readonly shopPort: number | undefined;
  /** Where the database, the shop's orders, the demo's keys and the simulators' snapshots lie. */
  readonly dataDirectory: string;
  readonly databaseUrl: string;
  /** What the demo's clock shows when it starts, epoch ms; absent: the machine's time. */
  readonly startsAt: number | undefined;
}

/**
 * `PORT` (4000), `HOST` (127.0.0.1: its keys are known to everybody), `DATABASE_URL` (in the data directory), and three of the demo's own:
 * `KASIR_DEMO_SHOP_PORT`, `KASIR_DEMO_DATA` (the folder of `DATABASE_URL`, else `./data`) and `KASIR_DEMO_TIME` (what
 * the clock of server, shop and simulators shows at the start: ISO 8601 with a zone).
 */
export function readDemoSettings(environment: DemoEnvironment): DemoSettings {
  const given = (name: string): string | undefined => {
    const value = environment[name]?.trim();
    return value === '' ? undefined : value;
  };
  const databaseUrl = given('DATABASE_URL');
  const databaseFile = databaseUrl?.startsWith('file:') ? databaseUrl.slice('file:'.length) : undefined;
  const dataDirectory = given('KASIR_DEMO_DATA') ?? (databaseFile === undefined ? './data' : dirname(databaseFile));
  const shopPort = given('KASIR_DEMO_SHOP_PORT');
  const time = given('KASIR_DEMO_TIME');
  return {
    port: portOf('PORT', given('PORT') ?? '4000'),
    host: given('HOST') ?? '127.0.0.1',
    shopPort: shopPort === undefined ? undefined : portOf('KASIR_DEMO_SHOP_PORT', shopPort),
    dataDirectory,
    databaseUrl: databaseUrl ?? `file:${dataDirectory}/kasir.db`,
    startsAt: time === undefined ? undefined : instantOf('KASIR_DEMO_TIME', time),
  };
}

function instantOf(name: string, text: string): number {
  const instant = /T.*(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) throw new RangeError(`${name} must be a time with its zone, as 2026-03-10T22:30:00+07:00`);
  return instant;
}

function portOf(name: string, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new RangeError(`${name} must be a whole number from 0 to 65535`);
  return port;
}

/** How a server that listens on this host is reached from this machine. */
export function loopbackOrigin(host: string, port: number): string {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (host === '::') return `http://[::1]:${port}`;
  return host.includes(':') ? `http://[${host}]:${port}` : `http://${host}:${port}`;
}

/** Whatever the server itself can be told is passed on; what belongs to providers or to the demo alone is not. */
export const serverOverrides = (environment: DemoEnvironment): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(environment).filter(
      ([name, value]) =>
        (name === 'LOG_LEVEL' || (name.startsWith('KASIR_') && !name.startsWith('KASIR_DEMO_'))) && value !== undefined,
    ),
  );
