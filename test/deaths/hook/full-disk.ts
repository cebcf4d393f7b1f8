/*
 * Loaded into the built server with `--import`, by tests alone. At SIGUSR2 SQLite may use no page more than it has, as on
 * a disk that is full; at the next SIGUSR2 it may again.
 */
import { createRequire } from 'node:module';
import { patch } from './patch.ts';

const UNLIMITED = 1_073_741_823;

const connections = new Set<object>();
let isFull = false;

const driver: unknown = createRequire(import.meta.url)('libsql');
const prototype: unknown = typeof driver === 'function' ? Reflect.get(driver, 'prototype') : undefined;
if (typeof prototype !== 'object' || prototype === null) throw new Error('the driver of SQLite is not what it was');
patch(prototype, 'exec', ({ self, run }) => {
  if (typeof self === 'object' && self !== null) connections.add(self);
  return run();
});

process.on('SIGUSR2', () => {
  isFull = !isFull;
  for (const connection of connections) {
    // No limit is below the pages in use.
    const exec: unknown = Reflect.get(connection, 'exec');
    if (typeof exec === 'function')
      Reflect.apply(exec, connection, [`PRAGMA max_page_count = ${isFull ? 1 : UNLIMITED}`]);
  }
  process.stdout.write(`${isFull ? 'disk full' : 'disk has room'}\n`);
});
