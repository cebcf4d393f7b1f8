/** `npm run dev`: demo mode that starts again when the server's sources change, beside a widget built as it changes. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

await build({ logLevel: 'warn', build: { watch: {} } });

const tsx = fileURLToPath(import.meta.resolve('tsx/cli'));
const server = spawn(process.execPath, [tsx, 'watch', '--clear-screen=false', 'server/cli/kasir.ts', 'demo'], {
  stdio: 'inherit',
});
// Ctrl-C reaches the server too; this process ends with it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => server.kill('SIGTERM'));
server.on('exit', (code) => process.exit(code ?? 0));
