import type { Command } from '../command.ts';
import { JSON_FLAG } from '../options.ts';

/** The code of a command is loaded on demand. */
export const SETTING_UP: readonly Command[] = [
  {
    name: 'init',
    parameters: [],
    options: {
      file: { value: 'path', about: 'the file to write; kasir.env' },
      'public-url': { value: 'url', about: 'PUBLIC_URL' },
      origins: { value: 'list', about: 'KASIR_ALLOWED_ORIGINS' },
      'webhook-url': { value: 'url', about: 'KASIR_WEBHOOK_URL' },
      'database-url': { value: 'url', about: 'DATABASE_URL' },
      providers: { value: 'list', about: 'KASIR_PROVIDERS' },
      yes: { about: 'ask nothing: options, the environment and defaults answer' },
      json: JSON_FLAG,
    },
    summary: 'ask, and write an environment file with fresh keys',
    about: `The file is commented, readable by you only, and never overwritten. What an option or a variable that is set answers
is not asked; a provider's keys are best set that way, or typed where they are asked for: they are not shown.
PORT is that of the environment, else that of a PUBLIC_URL on this machine. With --yes the exit code is 1 where
something required is still to be filled in.`,
    examples: ['kasir init', 'kasir init --yes --providers <name> --public-url https://pay.shop.example'],
    run: async (_, options) => (await import('../init/init.ts')).init(options),
  },
  {
    name: 'keys new',
    parameters: [],
    options: { json: JSON_FLAG },
    summary: 'print new random secrets for the environment',
    examples: ['(umask 077; kasir keys new > kasir.env)'],
    run: async (_, { json }) => (await import('../new-keys.ts')).printNewKeys(json === true),
  },
  {
    name: 'keys rotate',
    parameters: [],
    options: { json: JSON_FLAG },
    summary: 'encrypt everything by the first key, while it runs',
    about: `1. Put a new key first in KASIR_ENCRYPTION_KEYS ("kasir keys new" prints one) and keep the old one after it.
2. Restart every server, or send SIGHUP where the keys are in a file.
3. Call this command: it re-encrypts step by step, may be interrupted, and goes on under load.
4. Remove the old key after 30 days.`,
    examples: ['kasir keys rotate'],
    run: async (_, { json }) => (await import('../rotate-keys.ts')).rotateKeys(json === true),
  },
  {
    name: 'csp',
    parameters: [],
    options: { json: JSON_FLAG },
    summary: "print the Content-Security-Policy of your shop's page",
    about: `Everything that the page with the widget needs from the configured server, and nothing else, Trusted Types included.
Add what the rest of the page needs. Reads PUBLIC_URL and the variables of the providers.`,
    examples: ['kasir csp --env-file kasir.env', 'PUBLIC_URL=https://pay.shop.example kasir csp'],
    run: async (_, { json }) => (await import('../csp.ts')).printPolicy(json === true),
  },
  {
    name: 'sri',
    parameters: [],
    options: { json: JSON_FLAG },
    summary: "print the hashes of the widget's files",
    about: 'The same as /kasir.json of a running server, which is JSON in any case.',
    examples: ['kasir sri'],
    run: async () => (await import('../sri.ts')).printIntegrity(),
  },
  {
    name: 'doctor',
    parameters: [],
    options: { page: { value: 'url', about: 'also check a page of the shop that customers pay on' }, json: JSON_FLAG },
    summary: 'find out what would not work, and how to mend it',
    about: `Reads the environment of "kasir serve", whether or not the server runs, and tries everything at once: storage, clock,
the public address and the proxies before it, the shop's address for events (a signed "ping"), and for each provider
whether it is reachable, takes the credentials, and can deliver notifications. Changes nothing, moves no money,
ends within 30 seconds. Exits with 1 where a check has failed, 78 where the configuration cannot be read.`,
    examples: ['kasir doctor --env-file kasir.env', 'kasir doctor --page https://shop.example/checkout/1'],
    run: async (_, options) => (await import('../doctor/doctor.ts')).doctor(options),
  },
  {
    name: 'scenarios',
    parameters: [],
    options: {
      provider: { value: 'name', required: true, about: 'whose scenarios' },
      only: { value: 'beginning', about: 'only those whose ids begin so: card' },
      json: JSON_FLAG,
    },
    summary: "play a provider's test scenarios, and print the sheet",
    about: `Reads the environment of "kasir serve", and plays at the configured base URL what the provider wants to see tested
before going live: its sandbox, or the simulator of a running demo. Refuses production. Lines that only a person
can fill in are printed with what to do. Creates payments at the provider, and nothing in the storage. Exits with 1
where a scenario has failed.`,
    examples: [
      'kasir scenarios --provider <name> --env-file kasir.env',
      'kasir scenarios --provider <name> --only card --json',
    ],
    run: async (_, options) => (await import('../scenarios/scenarios.ts')).scenarios(options),
  },
];
