import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { elementManifest } from '../../.ci/manifest/element-manifest.ts';
import { vscodeData, webTypes } from '../../.ci/manifest/editor-data.ts';

const widget = fileURLToPath(new URL('../../widget', import.meta.url));
const manifest = elementManifest(widget);
const [element] = manifest.modules[0]?.declarations ?? [];
assert.ok(element);

const readme = readFileSync(`${widget}/README.md`, 'utf8');
const sources = readdirSync(widget, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/^(dist|node_modules)/.test(path))
  .map((path) => readFileSync(`${widget}/${path}`, 'utf8'))
  .join('\n');

const named = (all: readonly { readonly name: string }[]): readonly string[] => all.map(({ name }) => name).toSorted();
const distinct = (all: Iterable<RegExpMatchArray>): readonly string[] =>
  [...new Set([...all].flatMap(([, name = '']) => name.split(' ')))].filter(Boolean).toSorted();

/** The section of the documentation below this heading. */
function section(heading: string): string {
  const [, text] = new RegExp(`\\n## ${heading}\\n([^]*?)\\n## `).exec(readme) ?? [];
  assert.ok(text, `widget/README.md has no section "${heading}"`);
  return text;
}

/** What stands in code marks in the first column of a section's tables. */
const firstColumn = (heading: string): readonly string[] =>
  distinct(section(heading).matchAll(/^\| `([\w-]+)(?:\(\w*\))?`/gm));

describe('the custom elements manifest', () => {
  test('fits the schema of its version', () => {
    const require = createRequire(import.meta.url);
    const schema: unknown = require('custom-elements-manifest/schema.json');
    assert.ok(typeof schema === 'object' && schema !== null);
    const ajv = new Ajv({ strict: false });
    assert.ok(ajv.validate(schema, manifest), ajv.errorsText());
  });

  test('has the attributes and properties of the documentation', () => {
    const text = section('Attributes and properties');
    const properties = distinct(text.matchAll(/^\| `(\w+)` \(property\)/gm));
    const fields = element.members.filter(({ kind }) => kind === 'field');
    assert.deepEqual(named(fields), firstColumn('Attributes and properties'));
    assert.deepEqual(
      named(element.attributes),
      named(fields).filter((name) => !properties.includes(name)),
    );
    assert.ok(fields.every(({ description }) => description !== ''));
  });

  test('has the methods of the documentation', () => {
    assert.deepEqual(named(element.members.filter(({ kind }) => kind === 'method')), firstColumn('Methods'));
  });

  test('has the events of the documentation and of the types', () => {
    const [, map = ''] = /interface KasirEventMap \{([^}]+)\}/.exec(sources) ?? [];
    assert.deepEqual(named(element.events), distinct(map.matchAll(/'([\w-]+)': \w+;/g)));
    assert.deepEqual(
      named(element.events),
      firstColumn('Events').filter((name) => name.startsWith('kasir-')),
    );
    assert.ok(element.events.every(({ description, type }) => description !== '' && type.text !== ''));
  });

  test('has the events that the documentation names for React and Vue', () => {
    const text = section('In a framework');
    const props = distinct(text.matchAll(/`on\w+` \| `([\w-]+)`/g));
    assert.deepEqual(props, named(element.events));
    const [, listed = ''] = /\nEvents: ([^]+?)\. Slots:/.exec(text) ?? [];
    assert.deepEqual(
      distinct(listed.matchAll(/`(\w+)`/g)),
      named(element.events).map((name) => name.replace('kasir-', '')),
    );
  });

  test('has each row of the documentation in a table with a head', () => {
    const begun = [...readme.matchAll(/\n\n(\|.*)\n(.*)/g)];
    assert.ok(begun.length > 0);
    assert.deepEqual(
      begun.filter(([, , rule = '']) => !/^\|[-:|]+\|$/.test(rule)).map(([, row]) => row),
      [],
    );
  });

  test('has the parts that the screens have, and so has the documentation', () => {
    const drawn = distinct(sources.matchAll(/\bpart="([\w -]+)"/g));
    assert.deepEqual(named(element.cssParts), drawn);
    const [, listed = ''] = /Parts \(`::part\(…\)`\): ([^]+?)\.\n/.exec(section('Appearance')) ?? [];
    assert.deepEqual(distinct(listed.matchAll(/`([\w-]+)`/g)), drawn);
  });

  test('has the slots that the screens have, and so has the documentation', () => {
    // A name that is made ends with what it is made of: `channel-CODE`.
    const drawn = [...sources.matchAll(/<slot name="([\w-]+)(?:\$\{[\w.]+\.(\w+)\})?"/g)].map(
      ([, name = '', made = '']) => name + made.toUpperCase(),
    );
    assert.deepEqual(named(element.slots), [...new Set(drawn)].toSorted());
    const [, table = ''] = /\n\| slot \| where \|\n([^]+?)\n\n/.exec(section('Appearance')) ?? [];
    const listed = [...table.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) => [
      ...cell.matchAll(/`([\w-]+)(?:<(\w+)>)?`/g),
    ]);
    assert.deepEqual(
      listed.map(([, name = '', made = '']) => name + made.toUpperCase()).toSorted(),
      named(element.slots),
    );
  });

  test('has the custom properties of the documentation, with their defaults in the light theme', () => {
    const documented = new Map(
      [...section('Appearance').matchAll(/\| `(--kasir-[\w-]+)` \| (?:`([^`]+)`)?/g)].map(([, name = '', value]) => [
        name,
        value,
      ]),
    );
    assert.deepEqual(named(element.cssProperties), [...documented.keys()].toSorted());
    for (const { name, default: value } of element.cssProperties) {
      const shown = documented.get(name);
      if (shown !== undefined) assert.equal(value, shown, name);
    }
  });
});

test('the data for editors have every attribute, event, part, slot and custom property', () => {
  const [tag] = vscodeData(element).tags;
  assert.deepEqual(named(tag?.attributes ?? []), named(element.attributes));
  const theme = tag?.attributes.find(({ name }) => name === 'theme');
  assert.deepEqual(theme?.values, [{ name: 'auto' }, { name: 'light' }, { name: 'dark' }]);
  const [entry] = webTypes(element, '@kasir/widget', '0.0.0').contributions.html.elements;
  assert.ok(entry);
  assert.deepEqual(named(entry.js.events), named(element.events));
  assert.deepEqual(named(entry.js.properties), named(element.members.filter(({ kind }) => kind === 'field')));
  assert.deepEqual(named(entry.css.parts), named(element.cssParts));
  assert.deepEqual(named(entry.css.properties), named(element.cssProperties));
  assert.deepEqual(named(entry.slots), named(element.slots));
});
