import { setFlagsFromString } from 'node:v8';

/**
 * By default V8 lets the heap grow to four times of what lives in it before it collects all of it. Two and a half times
 * keeps a server under load smaller, and costs it no measurable CPU time. For the process of `kasir serve` only:
 * a program that mounts the server has its own settings.
 */
export const limitHeapGrowth = (): void => setFlagsFromString('--heap-growing-percent=150');
