import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { readConfig, type Config } from '../../../server/config/config.ts';
import { providers } from '../../../server/providers/registry.ts';
import { EXIT_CONFIG } from '../../../server/main.ts';
import { ROUTES } from '../../../shared/api/routes.ts';
import { goodEnvironment } from '../http/a-server.ts';
import { deployFile, yamlDocuments } from './deploy-file.ts';

const NOBODY = '65534:65534';
const [, STREAMS] = ROUTES.sessionEvents;
const DATABASE = 'postgres://kasir:password@database/kasir';

/** The settings of an operator, without those that the files set. */
function ofOperator(): Record<string, string> {
  const { PORT: _port, HOST: _host, ...settings } = goodEnvironment();
  return settings;
}

/** @throws where a name is unknown, a value has another format, or one is set twice */
function configured(settings: Record<string, string>): Config {
  const readFile = (path: string): { text: string; worldReadable: boolean } => {
    assert.equal(path, '/run/secrets/database_url');
    return { text: DATABASE, worldReadable: true };
  };
  const result = readConfig({ ...ofOperator(), ...settings }, { providers, readFile });
  if (!result.ok) assert.fail(JSON.stringify(result.faults));
  return result.config;
}

describe('the container file', () => {
  const text = deployFile('Containerfile');

  it('runs the server as nobody, by its port and its default folder for data', () => {
    assert.match(text, new RegExp(`^USER ${NOBODY}$`, 'm'));
    const [, command = ''] = /^CMD (\[.*\])$/m.exec(text) ?? [];
    assert.deepEqual(JSON.parse(command), ['node', '/app/server/dist/cli.js', 'serve']);
    const { port, databaseUrl } = configured({});
    assert.match(text, new RegExp(`^EXPOSE ${port}$`, 'm'));
    assert.match(text, new RegExp(`\\|\\| ${port}\\) \\+ '/healthz'`));
    // From the working directory `/`.
    assert.match(text, /^WORKDIR \/$/m);
    assert.equal(databaseUrl.reveal().replace('file:.', ''), '/data/kasir.db');
    assert.match(text, /mkdir \/data && chown 65534:65534 \/data/);
    assert.match(text, /^STOPSIGNAL SIGTERM$/m);
  });

  it('sets no variable that an operator could not replace by its file', () => {
    assert.deepEqual(
      [...text.matchAll(/^ENV (\w+)=/gm)].map(([, name]) => name),
      ['NODE_ENV'],
    );
  });

  it('installs what the lock file names, without scripts, in stages', () => {
    assert.equal([...text.matchAll(/^FROM node:22-slim/gm)].length, 3);
    for (const [, install = ''] of text.matchAll(/^RUN (npm \w+.*)$/gm))
      assert.match(install, /^npm (?:ci --ignore-scripts|run build)/);
    for (const [, sources = ''] of text.matchAll(/^COPY ((?:[\w./-]+ )+)[\w./-]+$/gm))
      for (const source of sources.trim().split(' '))
        assert.ok(existsSync(new URL(`../../../${source}`, import.meta.url)), source);
  });
});

describe('the compose file', () => {
  const schema = z.object({
    services: z.object({
      kasir: z.object({
        build: z.object({ context: z.literal('../..'), dockerfile: z.literal('server/deploy/Containerfile') }),
        environment: z.record(z.string(), z.string()),
        ports: z.tuple([z.string()]),
        user: z.literal(NOBODY),
        read_only: z.literal(true),
        cap_drop: z.tuple([z.literal('ALL')]),
        security_opt: z.tuple([z.literal('no-new-privileges:true')]),
        secrets: z.array(z.string()),
        stop_grace_period: z.literal('25s'),
      }),
      database: z.object({ image: z.string().regex(/^postgres:\d+$/), secrets: z.array(z.string()) }),
    }),
    secrets: z.record(z.string(), z.object({ file: z.string() })),
  });

  it('starts a server that may write nothing, on PostgreSQL, for a proxy on this machine', () => {
    const { services, secrets } = schema.parse(yamlDocuments('compose.yml')[0]);
    const { port, host, databaseUrl, trustedProxies } = configured(services.kasir.environment);
    assert.deepEqual([databaseUrl.reveal(), trustedProxies, host], [DATABASE, 1, '0.0.0.0']);
    assert.deepEqual(services.kasir.ports, [`127.0.0.1:${port}:${port}`]);
    for (const name of [...services.kasir.secrets, ...services.database.secrets]) assert.ok(name in secrets, name);
  });
});

describe('the Kubernetes manifests', () => {
  const kinds = new Map(
    yamlDocuments('kubernetes/kasir.yaml').map((document) => [
      z.object({ kind: z.string() }).parse(document).kind,
      document,
    ]),
  );
  const probe = (path: string) => z.object({ httpGet: z.object({ path: z.literal(path), port: z.literal('http') }) });
  const deployment = z
    .object({
      spec: z.object({
        replicas: z.number(),
        strategy: z.object({ rollingUpdate: z.object({ maxUnavailable: z.literal(0) }) }),
        template: z.object({
          spec: z.object({
            automountServiceAccountToken: z.literal(false),
            terminationGracePeriodSeconds: z.number(),
            securityContext: z.object({ runAsNonRoot: z.literal(true), runAsUser: z.literal(65_534) }),
            containers: z.tuple([
              z.object({
                ports: z.tuple([z.object({ name: z.literal('http'), containerPort: z.number() })]),
                env: z.array(z.object({ name: z.string(), value: z.string() })),
                securityContext: z.object({
                  allowPrivilegeEscalation: z.literal(false),
                  readOnlyRootFilesystem: z.literal(true),
                  capabilities: z.object({ drop: z.tuple([z.literal('ALL')]) }),
                }),
                startupProbe: probe('/healthz'),
                livenessProbe: probe('/healthz'),
                readinessProbe: probe('/readyz'),
              }),
            ]),
          }),
        }),
      }),
    })
    .parse(kinds.get('Deployment'));

  it('start a server that is nobody and may write nothing, on the port that is probed', () => {
    const { containers, terminationGracePeriodSeconds } = deployment.spec.template.spec;
    const settings = Object.fromEntries(containers[0].env.map(({ name, value }) => [name, value]));
    const { port, host, trustedProxies } = configured({ ...settings, DATABASE_URL: DATABASE });
    assert.deepEqual([port, host, trustedProxies], [containers[0].ports[0].containerPort, '0.0.0.0', 1]);
    assert.ok(terminationGracePeriodSeconds > 20);
  });

  it('leave an instance while nodes are drained', () => {
    const { spec } = z.object({ spec: z.object({ minAvailable: z.number() }) }).parse(kinds.get('PodDisruptionBudget'));
    assert.ok(spec.minAvailable >= 1 && spec.minAvailable < deployment.spec.replicas);
    assert.ok(kinds.has('Service'));
  });
});

describe('the systemd unit', () => {
  const unit = deployFile('kasir.service');
  const values = (name: string): readonly string[] =>
    [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value = '']) => value);

  it('starts the server with settings that it knows, and lets it end in its own time', () => {
    const settings = values('Environment').map((line) => line.split('=') as [string, string]);
    const { databaseUrl } = configured(Object.fromEntries(settings));
    assert.equal(databaseUrl.reveal(), `file:/var/lib/${values('StateDirectory')[0]}/kasir.db`);
    assert.match(values('ExecStart')[0] ?? '', /^\/usr\/bin\/node \/.*\/dist\/cli\.js serve$/);
    assert.deepEqual(values('RestartPreventExitStatus'), [String(EXIT_CONFIG)]);
    assert.ok(Number(values('TimeoutStopSec')[0]) > 20);
  });

  it('takes from it what it does not need', () => {
    for (const name of ['NoNewPrivileges', 'PrivateDevices', 'PrivateTmp', 'ProtectHome', 'RestrictNamespaces'])
      assert.deepEqual(values(name), ['yes'], name);
    assert.deepEqual(values('ProtectSystem'), ['strict']);
    assert.deepEqual(values('CapabilityBoundingSet'), ['']);
  });
});

describe('the proxies', () => {
  const { port } = configured({});

  for (const path of ['nginx.conf', 'Caddyfile'])
    it(`${path} passes everything on to the server but the metrics, and event streams unbuffered`, () => {
      const text = deployFile(path);
      assert.match(text, new RegExp(`\\b127\\.0\\.0\\.1:${port}\\b`));
      assert.ok(text.includes(STREAMS), 'the path of event streams');
      assert.match(text, /proxy_buffering off;|flush_interval -1/);
      assert.match(text, /\/metrics/);
      assert.ok(text.includes('KASIR_TRUSTED_PROXIES=1'));
      // The server keeps an idle connection for 65 seconds.
      const [, seconds] = /keepalive(?:_timeout)? (\d+)s/.exec(text) ?? [];
      assert.ok(Number(seconds) < 65, path);
    });

  it('nginx.conf replaces the X-Forwarded-For that the client has sent, and never rewrites bodies', () => {
    const text = deployFile('nginx.conf');
    assert.match(text, /proxy_set_header X-Forwarded-For \$remote_addr;/);
    assert.match(text, /proxy_set_header Host \$host;/);
    assert.match(text, /gzip off;/);
    const [, kibibytes] = /client_max_body_size (\d+)k;/.exec(text) ?? [];
    assert.ok(Number(kibibytes) > 64, 'larger than what the server accepts, so that it is the server who answers');
  });

  it('prometheus.yml reads the port of the server', () => {
    assert.ok(deployFile('prometheus.yml').includes(`'127.0.0.1:${port}'`));
  });
});

describe('every file', () => {
  it('is mentioned in the README', () => {
    const readme = deployFile('../README.md');
    for (const path of [
      'Containerfile',
      'compose.yml',
      'kasir.service',
      'kubernetes',
      'nginx.conf',
      'Caddyfile',
      'prometheus.yml',
      'alerts.yml',
      'dashboard.json',
    ])
      assert.ok(readme.includes(`deploy/${path}`), path);
  });
});
