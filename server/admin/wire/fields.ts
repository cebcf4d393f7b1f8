import * as z from 'zod/mini';
import { words } from '../../../shared/api/fields.ts';
import { CURRENCIES } from '../../../shared/money.ts';

/* Building blocks of what the back office's page and its server say to each other. */

export const time = z.iso.datetime();
export const money = { amount: z.int(), currency: z.enum(CURRENCIES) } as const;

/** Why an operator does something: required for every act, and kept in the history. */
export const note = words(255);
