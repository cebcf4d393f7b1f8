import type { ActionResult } from './simulator.ts';

/* What a simulator says of an action, in one sentence. */

export const done = (message: string): ActionResult => ({ ok: true, message });
export const refused = (message: string): ActionResult => ({ ok: false, message });
