import { once } from 'node:events';
import { resolve } from 'node:path';
import { run } from 'node:test';
import type { Outcome } from './outcome.ts';

/** No single file may take longer; one that leaves something open would otherwise never end. */
const FILE_TIMEOUT_MS = 10 * 60_000;

/** Runs files under node:test, each in a process of its own, and counts tests (not suites). */
export async function runNodeTests(files: readonly string[], concurrency: number): Promise<Outcome> {
  const failures: string[] = [];
  const skipped: string[] = [];
  const written = new Map<string, string>();
  let passed = 0;
  if (files.length === 0) return { passed, failed: 0, skipped, report: '' };

  const stream = run({ files: files.map((file) => resolve(file)), concurrency, timeout: FILE_TIMEOUT_MS });
  const keep = ({ file, message }: { file?: string; message: string }): void => {
    written.set(file ?? '', `${written.get(file ?? '') ?? ''}${message}`);
  };
  stream.on('test:stdout', keep).on('test:stderr', keep);
  // Node tells here what went wrong after the tests of a file had ended, without naming the file, before it fails it.
  const late: string[] = [];
  stream.on('test:diagnostic', ({ message }) => {
    if (/^\w*Error\b/.test(message)) late.push(message);
  });
  // A test may be written by a helper, so that its place in a file tells little: its name carries its suites' names.
  const path: string[] = [];
  stream.on('test:start', ({ name, nesting }) => {
    path.splice(nesting, path.length, name);
  });
  const fullName = (nesting: number, name: string): string => [...path.slice(0, nesting), name].join(' › ');
  stream.on('test:pass', ({ name, file, nesting, skip, todo, details }) => {
    if (isWhole(name, file)) failures.push(`${short(file)}: holds no test`);
    else if (isSet(skip))
      skipped.push(`${short(file)}: ${fullName(nesting, name)}${typeof skip === 'string' ? `: ${skip}` : ''}`);
    else if (isSet(todo)) skipped.push(`${short(file)}: ${fullName(nesting, name)}: to do`);
    else if (details.type !== 'suite') passed += 1;
  });
  stream.on('test:fail', ({ name, file, nesting, details }) => {
    // Its children have been counted, each with its own story.
    if (failureOf(details.error) === 'subtestsFailed') return;
    const story = isWhole(name, file)
      ? ['the file itself failed', ...late.splice(0), written.get(file ?? '') ?? ''].join('\n')
      : fullName(nesting, name);
    failures.push(`${short(file)}: ${story}\n${indent(describe(details.error))}`);
  });
  stream.resume();
  await once(stream, 'end');
  return { passed, failed: failures.length, skipped, report: failures.join('\n\n') };
}

/** Node reports a file as a test when it held none, or when it failed as a whole. */
const isWhole = (name: string, file: string | undefined): boolean =>
  file !== undefined && resolve(name) === resolve(file);

const isSet = (flag: string | boolean | undefined): boolean => flag !== undefined && flag !== false;

const failureOf = (error: Error): unknown => ('failureType' in error ? error.failureType : undefined);

function describe(error: Error): string {
  const cause = error.cause;
  if (cause instanceof Error) return (cause.stack ?? cause.message).replace(/\n\s+at .*node:internal.*/g, '');
  return typeof cause === 'string' ? cause : error.message;
}

const short = (file: string | undefined): string =>
  file === undefined ? '?' : file.replace(`${process.cwd()}/`, '').replaceAll('\\', '/');

const indent = (text: string): string => text.replace(/^/gm, '    ');
