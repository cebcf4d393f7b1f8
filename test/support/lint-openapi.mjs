// Reads an OpenAPI document from standard input and writes the linter's problems as a JSON list of texts. A process of its
// own, since the linter is slow to load.
import { text } from 'node:stream/consumers';
import { createConfig, lintFromString } from '@redocly/openapi-core';

const source = await text(process.stdin);
const problems = await lintFromString({ source, config: await createConfig({ extends: ['recommended'] }) });
const lines = problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`);
process.stdout.write(JSON.stringify(lines));
