import { CONCURRENCY_BUGS } from './concurrency-bugs.ts';
import { DELIVERY_BUGS } from './delivery-bugs.ts';
import { MONEY_BUGS } from './money-bugs.ts';
import { PAYMENT_BUGS } from './payment-bugs.ts';
import type { PlantedBug } from './planted-bug.ts';

/** Each must be found by the simulation. */
export const PLANTED_BUGS: readonly PlantedBug[] = [
  ...PAYMENT_BUGS,
  ...MONEY_BUGS,
  ...DELIVERY_BUGS,
  ...CONCURRENCY_BUGS,
];
