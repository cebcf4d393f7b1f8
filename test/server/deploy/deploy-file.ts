import { readFileSync } from 'node:fs';
import { parseYaml } from '@redocly/openapi-core';

/** The text of a file in `server/deploy/`, or of another one beside it. */
export const deployFile = (path: string): string =>
  readFileSync(new URL(`../../../server/deploy/${path}`, import.meta.url), 'utf8');

/** Each document of a YAML file. */
export const yamlDocuments = (path: string): readonly unknown[] =>
  deployFile(path)
    .split(/^---$/m)
    .map((text) => parseYaml(text));
