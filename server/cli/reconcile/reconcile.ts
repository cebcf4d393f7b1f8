import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { environment } from '../../main.ts';
import { assertKnownProvider } from '../assert-known-provider.ts';
import { serverOf, type CallServer } from '../call-server.ts';
import { EXIT_FAILURE, EXIT_USAGE } from '../exit-codes.ts';
import type { Options } from '../options.ts';
import { progress } from '../progress.ts';
import { timeOption } from '../time-option.ts';
import { reconcileByInquiry } from './by-inquiry.ts';
import { reconcileByStatement } from './by-statement.ts';
import { columnMap, readStatement } from './column-map.ts';
import type { Finding } from './finding.ts';
import { listRecords } from './list-records.ts';
import { readCsv } from './read-csv.ts';
import { FORMATS, render } from './render.ts';

/** A payment may be paid this long after it was created: no checkout lives longer. */
const LONGEST_LIFE_MS = 60 * 86_400_000;

const optionsSchema = z
  .strictObject({
    provider: z.string(),
    since: timeOption,
    until: timeOption.optional(),
    file: z.string().optional(),
    map: z.string().optional(),
    format: z.enum(FORMATS).optional(),
    json: z.boolean().default(false),
    all: z.boolean().default(false),
  })
  .refine(({ file, map }) => (file === undefined) === (map === undefined), { path: ['map'] })
  .refine(({ file, until }) => file !== undefined || until === undefined, { path: ['until'] });

/**
 * Compares the payments of a provider with what it says: by an inquiry about each, or with a file of its own. Needs
 * `KASIR_API_KEYS`, and `KASIR_URL` where the server is elsewhere. Exits with 1 unless all match.
 */
export async function reconcile(
  given: Options,
  call: () => CallServer = () => serverOf(environment),
  print: (text: string) => unknown = (text) => process.stdout.write(text),
): Promise<void> {
  const parsed = optionsSchema.safeParse(given);
  if (!parsed.success) {
    process.stderr.write(`--${String(parsed.error.issues[0]?.path[0])} ${RULES}\n`);
    process.exitCode = EXIT_USAGE;
    return;
  }
  const options = parsed.data;
  assertKnownProvider(options.provider);
  const findings = await findingsOf(call(), options);
  print(render(findings, options.format ?? (options.json ? 'json' : 'table'), options.all));
  if (findings.some(({ result }) => result !== 'matched')) process.exitCode = EXIT_FAILURE;
}

const RULES =
  'does not fit: --since and --until are dates or times (2026-01-31, 2026-01-31T17:00:00Z); --file needs --map, and --until needs --file';

async function findingsOf(
  call: CallServer,
  { provider, since, until, file, map }: z.infer<typeof optionsSchema>,
): Promise<readonly Finding[]> {
  if (file === undefined || map === undefined)
    return collect(reconcileByInquiry(call, listRecords(call, provider, since)), 'compared');
  const layout = readMap(map);
  const lines = readStatement(readCsv(readFileSync(file, 'utf8'), layout.separator), layout);
  const records = await collect(listRecords(call, provider, new Date(since.getTime() - LONGEST_LIFE_MS)), 'read');
  return reconcileByStatement(records, lines, (at) => at >= since && (until === undefined || at < until));
}

function readMap(path: string): z.infer<typeof columnMap> {
  const parsed = columnMap.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${path}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
}

async function collect<T>(values: AsyncIterable<T>, done: string): Promise<readonly T[]> {
  const all: T[] = [];
  const report = progress();
  for await (const value of values) report(`${all.push(value)} payments ${done}`);
  return all;
}
