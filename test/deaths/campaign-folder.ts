import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { quickTmpdir } from '../support/quick-tmpdir.ts';

/** In memory where that can be: a killed process loses nothing that it has written. */
export const campaignFolder = (): string => mkdtempSync(join(quickTmpdir(), 'kasir-deaths-'));
