import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request as sendRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it, test } from 'node:test';
import { promisify } from 'node:util';
import { examineApart } from '../../../../server/cli/doctor/examination-process.ts';
import { examine } from '../../../../server/cli/doctor/examine.ts';
import { databasePath } from '../../../../server/store/database-file.ts';
import { migratedFile } from '../../../support/migrated-file.ts';
import { configOf } from '../../http/a-server.ts';
import { PROGRAM } from '../program.ts';
import { runKasir } from '../run-kasir.ts';
import { addressOf, listening, openHttpStage, type HttpStage } from '../http-stage.ts';

type Report = Readonly<Record<string, { readonly status: string; readonly message: string; readonly fix?: string }>>;

let stage: HttpStage;
before(async () => {
  stage = await openHttpStage();
});
after(() => stage.close());
beforeEach(() => {
  stage.isShopCareful = true;
});

async function examined(over: Readonly<Record<string, string>> = {}, deadlineMs?: number): Promise<Report> {
  const results = await examine(
    configOf({ ...stage.environment, ...over }),
    deadlineMs === undefined ? {} : { deadlineMs },
  );
  return Object.fromEntries(results.map(({ id, ...rest }) => [id, rest]));
}

/** What has to be mended. A provider may have no test call, which is skipped. */
const troubles = (report: Report): readonly (readonly [string, Report[string]])[] =>
  Object.entries(report).filter(([, { status }]) => status === 'fail' || status === 'warn');

const statuses = (report: Report): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(report).map(([id, { status }]) => [id, status]));

/** What every configuration is checked for, in the order of the report. */
const IDS = ['config', 'storage', 'clock', 'public_url', 'webhook', 'origins', 'disk', 'node'];

describe('kasir doctor finds', () => {
  it('nothing where all is well, and leaves everything as it was', async () => {
    const report = await examined();
    const providers = stage.simulators.map(({ id }) => id);
    const expected = [
      ...IDS,
      ...providers.flatMap((id) => ['reachable', 'credentials', 'notifications'].map((name) => `${id}.${name}`)),
    ];
    assert.deepEqual(Object.keys(report), expected);
    const rest = troubles(report);
    assert.deepEqual(rest, []);
    assert.match(report['public_url']?.message ?? '', /no server is running; the doctor answered/);
    for (const simulator of stage.simulators) assert.deepEqual(simulator.ledger(), []);
  });

  it('wrong credentials, by the name of their variables', async () => {
    const report = await examined({
      XENDIT_SECRET_KEY: 'xnd_development_of_somebody_else',
      NICEPAY_MERCHANT_KEY: 'the-merchant-key-of-somebody-else',
      BDPAY_MERCHANT_CODE: 'SOMEBODYELSE',
      MIDTRANS_SERVER_KEY: 'SB-Mid-server-of-somebody-else',
    });
    assert.deepEqual(
      troubles(report).map(([id]) => id),
      ['xendit.credentials', 'nicepay.credentials', 'bdpay.credentials', 'midtrans.credentials'],
    );
    for (const [id, name] of [
      ['xendit', 'XENDIT_SECRET_KEY'],
      ['nicepay', 'NICEPAY_MERCHANT_KEY'],
      ['bdpay', 'BDPAY_MERCHANT_CODE'],
      ['midtrans', 'MIDTRANS_SERVER_KEY'],
    ] as const)
      assert.match(report[`${id}.credentials`]?.fix ?? '', new RegExp(`\\b${name}\\b`));
  });

  it("another key in place of the provider's own", async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const other = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    const report = await examined({ BDPAY_PLATFORM_PUBLIC_KEY: other });
    assert.equal(report['bdpay.credentials']?.status, 'fail');
    assert.match(report['bdpay.credentials']?.fix ?? '', /BDPAY_PLATFORM_PUBLIC_KEY/);
  });

  it('hosts that hang or refuse, in the time that it has', async () => {
    const hanging = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(hanging, 'listening');
    const hangs = addressOf(hanging);
    const refusing = 'http://127.0.0.1:1';
    const report = await examined(
      {
        XENDIT_BASE_URL: hangs,
        NICEPAY_BASE_URL: `${refusing}/nicepay`,
        KASIR_WEBHOOK_URL: hangs,
        DATABASE_URL: hangs.replace('http:', 'postgres:').concat('/kasir'),
      },
      2_500,
    );
    hanging.close();
    const failed = Object.entries(statuses(report)).filter(([, status]) => status === 'fail');
    assert.deepEqual(
      failed.map(([id]) => id),
      ['storage', 'webhook', 'xendit.reachable', 'xendit.credentials', 'nicepay.reachable', 'nicepay.credentials'],
    );
    assert.match(report['nicepay.reachable']?.message ?? '', /refuses connections/);
    assert.match(report['nicepay.reachable']?.fix ?? '', /NICEPAY_BASE_URL/);
    for (const [id] of failed) assert.notEqual(report[id]?.fix, undefined, id);
  });

  it('a shop that accepts everything, or has another secret', async () => {
    stage.isShopCareful = false;
    const careless = await examined();
    assert.equal(careless['webhook']?.status, 'fail');
    assert.match(careless['webhook']?.message ?? '', /accepts a ping with a wrong signature/);
    stage.isShopCareful = true;
    const other = await examined({ KASIR_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 6).toString('base64')}` });
    assert.match(other['webhook']?.message ?? '', /HTTP 401/);
    assert.match(other['webhook']?.fix ?? '', /KASIR_WEBHOOK_SECRET/);
  });

  it('a file that is no database, and changes no byte of one that is', async () => {
    const path = databasePath(stage.environment['DATABASE_URL'] ?? '');
    await migratedFile(path);
    const before = await readFile(path);
    const report = await examined();
    assert.equal(report['storage']?.status, 'pass');
    assert.match(report['storage']?.message ?? '', /journal_mode WAL, synchronous FULL/);
    assert.deepEqual(await readFile(path), before);
    const notOne = await examined({ DATABASE_URL: `file:${import.meta.filename}` });
    assert.match(notOne['storage']?.message ?? '', /is not an SQLite database/);
  });
});

test('a public address on this machine with another port than PORT: PORT is to be set', async () => {
  const unused = await listening(() => undefined);
  const { port } = new URL(addressOf(unused));
  await new Promise((done) => unused.close(done));
  const { public_url: finding } = await examined({ PUBLIC_URL: `http://localhost:${port}` });
  assert.equal(finding?.status, 'fail');
  assert.match(finding.fix ?? '', new RegExp(`^set PORT=${port}, the port in PUBLIC_URL`));
});

describe('behind a proxy', () => {
  /** Before the port of the server. */
  async function behind(
    forward: (request: IncomingMessage, response: ServerResponse, pass: (over?: Passed) => void) => void,
    over: Readonly<Record<string, string>> = {},
  ): Promise<Report> {
    const port = Number(stage.environment['PORT']);
    const proxy = await listening((request, response) =>
      forward(request, response, (passed) => void passOn(request, response, port, passed)),
    );
    try {
      return await examined({ PUBLIC_URL: addressOf(proxy), ...over });
    } finally {
      proxy.closeAllConnections();
      proxy.close();
    }
  }

  it('all is well where it adds the address and changes nothing', async () => {
    const report = await behind((_, __, pass) => pass(), { KASIR_TRUSTED_PROXIES: '1' });
    assert.deepEqual(troubles(report), []);
  });

  it('an address of an untrusted proxy, or one proxy too many, is found', async () => {
    const untrusted = await behind((_, __, pass) => pass());
    assert.deepEqual(
      [untrusted['public_url']?.status, untrusted['public_url']?.fix],
      ['warn', 'set KASIR_TRUSTED_PROXIES=1'],
    );
    const overtrusted = await behind((_, __, pass) => pass(), { KASIR_TRUSTED_PROXIES: '2' });
    assert.deepEqual(
      [overtrusted['public_url']?.status, overtrusted['public_url']?.fix],
      ['fail', 'set KASIR_TRUSTED_PROXIES=1'],
    );
  });

  it('rewritten bodies and streams that wait for their end are found', async () => {
    const report = await behind((_, __, pass) => pass({ body: (body) => body.replaceAll('+', '%20'), buffers: true }), {
      KASIR_TRUSTED_PROXIES: '1',
    });
    assert.match(report['public_url']?.message ?? '', /event streams arrive only when they end/);
    assert.match(report['nicepay.notifications']?.message ?? '', /the body arrives changed/);
    assert.equal(report['nicepay.notifications']?.status, 'fail');
  });

  it('one that answers itself is found', async () => {
    const report = await behind((_, response) => {
      response.writeHead(403, { 'cf-mitigated': 'challenge', 'cf-ray': '1' }).end('<html>');
    });
    for (const id of ['public_url', 'xendit.notifications']) {
      assert.equal(report[id]?.status, 'fail');
      assert.match(report[id]?.message ?? '', /Cloudflare answers with a challenge/);
    }
  });
});

interface Passed {
  readonly body?: (body: string) => string;
  readonly buffers?: boolean;
}

async function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  port: number,
  { body: change = (body) => body, buffers = false }: Passed = {},
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  const body = change(Buffer.concat(parts).toString('utf8'));
  const seen = [request.headers['x-forwarded-for'], '198.51.100.9'].flat().join(', ');
  const { 'content-length': _, connection: __, ...headers } = request.headers;
  const onward = sendRequest(
    {
      port,
      host: '127.0.0.1',
      method: request.method,
      path: request.url,
      headers: { ...headers, 'x-forwarded-for': seen, 'content-length': Buffer.byteLength(body) },
    },
    (answer) => {
      if (!buffers) return void answer.pipe(response.writeHead(answer.statusCode ?? 500, answer.headers));
      const kept: Buffer[] = [];
      answer.on('data', (part: Buffer) => kept.push(part));
      answer.on('end', () => response.writeHead(answer.statusCode ?? 500, answer.headers).end(Buffer.concat(kept)));
    },
  );
  onward.on('error', () => response.writeHead(502).end('bad gateway'));
  onward.end(body);
}

describe('the command', () => {
  it('ends where a file hangs that it has to read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kasir-doctor-'));
    try {
      const [pipe, file] = [join(folder, 'pipe'), join(folder, 'kasir.env')];
      await promisify(execFile)('mkfifo', ['-m', '600', pipe]);
      await writeFile(file, `XENDIT_SECRET_KEY_FILE=${pipe}\n`, { mode: 0o600 });
      const argv = [PROGRAM, 'doctor', '--env-file', file];
      assert.equal(await examineApart({ argv, giveUpMs: 3_000 }), undefined);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('prints one JSON object, no secret, and exits with 78 where nothing can be read', async () => {
    const { code, out } = await runKasir(['doctor', '--json'], {
      ...stage.environment,
      XENDIT_SECRET_KEY: 'xnd_public_development_of_a_page',
      KASIR_API_KEYZ: 'a-secret-under-a-misspelt-name',
    });
    const report = JSON.parse(out) as { ok: boolean; checks: { id: string; status: string; message: string }[] };
    assert.deepEqual([code, report.ok], [78, false]);
    const [config, ...rest] = report.checks;
    for (const named of [/XENDIT_SECRET_KEY must be a secret key/, /KASIR_API_KEYZ is not a known variable/])
      assert.match(config?.message ?? '', named);
    assert.deepEqual(
      rest.filter(({ status }) => status !== 'skip').map(({ id }) => id),
      ['node'],
    );
    for (const secret of ['xnd_public_development', 'misspelt-name', stage.environment['KASIR_API_KEYS'] ?? ''])
      assert.equal(out.includes(secret), false);
  });

  it('exits with 1 where a check has failed', async () => {
    const { code, out } = await runKasir(['doctor', '--json'], {
      ...stage.environment,
      KASIR_PROVIDERS: 'xendit',
      XENDIT_SECRET_KEY: 'xnd_development_of_somebody_else',
    });
    const report = JSON.parse(out) as { ok: boolean };
    assert.deepEqual([code, report.ok], [1, false]);
    for (const [name, value] of Object.entries(stage.environment))
      if (/KEY|SECRET|TOKEN/.test(name)) assert.equal(out.includes(value), false, name);
  });
});
