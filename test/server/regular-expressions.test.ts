import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';

const ROOT = join(import.meta.dirname, '../..');
const FOLDERS = ['server', 'shared', 'widget'];

/** A literal: behind a sign or a word after which a value begins, up to the next slash that is in no class. */
const LITERAL =
  /(?:[(,=:[!&|?;]|=>|return)\s*\/((?:[^/\\\n[*]|\\.|\[(?:[^\]\\\n]|\\.)*\])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])*)\/([dgimsuvy]*)/g;

/** Patterns that are not linear, and what keeps their texts short. */
const BOUNDED: Readonly<Record<string, string>> = {
  [String.raw`/\/+$/`]: 'addresses of the configuration, and the attribute of the shop’s own page',
  [String.raw`/T.*(?:Z|[+-]\d\d:?\d\d)$/`]: 'a setting of the demo',
  [String.raw`/[^\s"'<>(),;:]+@[^\s"'<>(),;]+/g`]: 'the first 1,000 characters of what a provider says',
  [String.raw`/[\ud800-\udbff\u200d]+$/`]: 'what was cut to a member’s length, at most 255',
};

interface Found {
  readonly file: string;
  readonly pattern: RegExp;
}

function patternsOf(file: string): readonly Found[] {
  const code = readFileSync(join(ROOT, file), 'utf8')
    .split('\n')
    .filter((line) => !/^\s*(?:\*|\/\*\*?|\/\/)/.test(line))
    .join('\n');
  return [...code.matchAll(LITERAL)].flatMap(([, source = '', flags = '']) => {
    try {
      return [{ file, pattern: new RegExp(source, flags) }];
    } catch {
      return [];
    }
  });
}

const sources = (): readonly string[] =>
  FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/(?:^|\/)(?:dist|node_modules)\//.test(name))
      .map((name) => join(folder, name)),
  );

const UNITS = [
  ' ',
  'a',
  '1',
  '0',
  '-',
  '.',
  '@',
  '"',
  "'",
  '\\',
  '<',
  '&',
  '[',
  '(',
  ':',
  ';',
  '=',
  '/',
  ',',
  '+',
  '%',
];
const PAIRS = [
  '\t',
  '\n',
  '\u200b',
  'é',
  'a.',
  'a@',
  '1 ',
  '1-',
  'a=',
  'a&',
  '\\"',
  'A',
  'f-',
  '1.',
  'a/',
  '/ ',
  '\u200d',
];

/** What a pattern begins with is needed to get into it: its own letters, alone and in front of what keeps it busy. */
function* textsFor({ source }: RegExp, size: number): Generator<string> {
  const own = [...new Set(source.match(/[A-Za-z0-9:;<>="'&#@%-]+/g) ?? [])]
    .filter((run) => run.length < 30)
    .slice(0, 4);
  for (const unit of [...UNITS, ...PAIRS, ...own]) {
    const body = unit.repeat(Math.floor(size / unit.length));
    yield `${body}\u0000`;
    for (const run of own.slice(0, 2)) yield `${run}${body}\u0000`;
  }
}

const SIZE = 5_000;
const TIMES = 4;
/** Times below this may be other load on the machine; a pattern that is not linear takes a hundred. */
const LEAST_MS = 10;
/** For four times the text, linear patterns take four times as long, quadratic ones sixteen times. */
const LINEAR = 8;

function leastMs(pattern: RegExp, text: string, tries: number): number {
  let best = Infinity;
  for (let index = 0; index < tries && best > LEAST_MS / 4; index += 1) {
    pattern.lastIndex = 0;
    const begun = process.hrtime.bigint();
    if (pattern.global) text.replace(pattern, '');
    else pattern.exec(text);
    best = Math.min(best, Number(process.hrtime.bigint() - begun) / 1e6);
  }
  return best;
}

/** The shortest of several tries: other load on the machine only makes one longer. */
const isBusy = (pattern: RegExp, text: string, longer: string, tries: number): boolean => {
  const long = leastMs(pattern, longer, tries);
  return long > LEAST_MS && long > LINEAR * leastMs(pattern, text, tries);
};

function busyText(pattern: RegExp): string | undefined {
  const longer = textsFor(pattern, SIZE * TIMES);
  for (const text of textsFor(pattern, SIZE)) {
    const long = String(longer.next().value);
    if (isBusy(pattern, text, long, 3) && isBusy(pattern, text, long, 12)) return text;
  }
  return undefined;
}

it('regular expressions take time in proportion to the text, or get short ones only (threat 43, S1)', (t) => {
  const found = sources().flatMap(patternsOf);
  assert.ok(found.length > 200, 'the patterns were not found');
  for (const pattern of Object.keys(BOUNDED))
    assert.ok(
      found.some((each) => String(each.pattern) === pattern),
      `${pattern} is gone`,
    );
  const judged = found.filter(({ pattern }) => !Object.hasOwn(BOUNDED, String(pattern)));
  for (const { file, pattern } of judged) {
    const text = busyText(pattern);
    assert.equal(text, undefined, `${file} ${String(pattern)} ${JSON.stringify(text?.slice(0, 20))}`);
  }
  t.diagnostic(`${judged.length} patterns are linear, ${found.length - judged.length} get short texts`);
});

it('a pattern that is not linear is found', () => {
  for (const pattern of [/\s+$/, /(a+)@/, /=.*;.*$x/g]) assert.notEqual(busyText(pattern), undefined, String(pattern));
});
