import type { Command } from '../command.ts';

async function serve(): Promise<void> {
  // Ignore the signal until the server can reload: by default it would end the process.
  process.on('SIGHUP', () => undefined);
  await (await import('../../main.ts')).serve();
}

/** The code of a command is loaded on demand, so that `serve` never loads a simulator. */
export const RUNNING: readonly Command[] = [
  {
    name: 'serve',
    parameters: [],
    summary: 'run the server, configured by the environment',
    about: `Reads the environment once and prints every fault at once (exit code 78). Logs JSON lines to standard output,
the first of them "listening" with the port. SIGTERM drains and stops it within 20 seconds. SIGHUP reads
the secrets anew, from the files of NAME_FILE variables and from --env-file: what is invalid is logged, and
nothing changes.`,
    examples: ['kasir serve --env-file kasir.env', 'kill -HUP <pid>        # after a secret has changed'],
    run: serve,
  },
  {
    name: 'demo',
    parameters: [],
    options: { json: { about: 'print the addresses and keys as one JSON object' } },
    summary: 'run it with a demo shop and simulated providers',
    about: `Needs no account and no key, and moves no money. Data and keys are kept in ./data (KASIR_DEMO_DATA). The other
commands find a running demo on this machine by themselves.`,
    examples: ['kasir demo', 'PORT=0 kasir demo        # any free port'],
    run: async (_, { json }) => (await import('../../demo/run-demo.ts')).runDemo({ isJson: json === true }),
  },
  {
    name: 'listen',
    parameters: [],
    options: {
      'forward-to': { value: 'url', about: 'also post each event, signed, to this address of this machine' },
      after: { value: 'event', about: 'begin after this event instead of with the next one' },
      types: { value: 'list', about: 'only these types, separated by commas' },
      json: { about: 'print one JSON object a line' },
    },
    summary: 'print the events of a running server as they happen',
    about: `For developing a shop: it receives the events of a server that cannot reach your machine. They are signed with
KASIR_WEBHOOK_SECRET; without it, with a new secret that is printed. The server's own deliveries go on. Runs
until it is interrupted.`,
    examples: ['kasir listen', 'kasir listen --forward-to http://localhost:3000/webhooks/kasir'],
    run: async (_, options) => (await import('../listen.ts')).listen(options),
  },
];
