// Reads an OpenAPI document from standard input and writes what a linter finds in it as a JSON list of texts. A program of
// its own: the linter is slow to load, and a fault of its own is then no fault of the test that asks.
import { text } from 'node:stream/consumers';
import { createConfig, lintFromString } from '@redocly/openapi-core';

const source = await text(process.stdin);
const findings = await lintFromString({ source, config: await createConfig({ extends: ['recommended'] }) });
const told = findings.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`);
process.stdout.write(JSON.stringify(told));
