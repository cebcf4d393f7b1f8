import type { Command, CommandGroup } from './command.ts';
import { usageOf, valueOf } from './options.ts';

/** `kasir --help`. */
export function helpOf(groups: readonly CommandGroup[]): string {
  const width = Math.max(...groups.flatMap(({ commands }) => commands.map(({ name }) => name.length)));
  return [
    'kasir: the payment server behind <kasir-checkout>',
    '',
    ...groups.flatMap(({ title, commands }) => [
      title,
      ...commands.map(({ name, summary }) => `  kasir ${name.padEnd(width)}  ${summary}`),
      '',
    ]),
    `  kasir <command> --help${' '.repeat(Math.max(0, width - 16))}  explain one command, with an example`,
    `  kasir --version`,
    '',
    FOOTER,
  ].join('\n');
}

const FOOTER = `Start with "kasir demo": it needs no account and no key. For a server of your own: "kasir init", then
"kasir serve --env-file kasir.env". Every command takes --env-file <path>, a file of NAME=value lines
that fills in what the environment does not set.

Commands that speak to a running server find it at KASIR_URL (default: port PORT of this machine) and
send the first of KASIR_API_KEYS (or KASIR_API_KEY); those about payouts that of KASIR_PAYOUT_KEYS (or
KASIR_PAYOUT_KEY). Without any key, the keys of a demo in ./data are used on this machine.

Exit codes: 0 done; 1 failed, refused, or something was found; 64 wrong usage; 69 the server or the
storage cannot be reached; 77 the key is not accepted; 78 the configuration is invalid.

All variables are documented in the README of @kasir/server.
`;

/** `kasir <command> --help`. */
export function helpOfCommand(command: Command): string {
  const rows = [
    ...Object.entries(command.options ?? {}).map(([name, rule]) => [`--${name}${valueOf(rule)}`, rule.about] as const),
    ['--env-file <path>', 'read variables that the environment does not set from this file'] as const,
  ];
  const width = Math.max(...rows.map(([left]) => left.length));
  return [
    `usage: ${usageOf(command)}`,
    '',
    `${command.summary.charAt(0).toUpperCase()}${command.summary.slice(1)}.`,
    ...(command.about === undefined ? [] : ['', command.about]),
    '',
    ...rows.map(([left, about]) => `  ${left.padEnd(width)}  ${about}`),
    '',
    command.examples.length === 1 ? 'Example:' : 'Examples:',
    ...command.examples.map((example) => `  ${example}`),
    '',
  ].join('\n');
}
