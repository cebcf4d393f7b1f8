import type { KeyObject } from 'node:crypto';
import type { Clock, Gateway, IdGenerator, Log } from '../payments/ports/ports.ts';
import type { ProviderFetch } from './http.ts';

export interface ProviderIo {
  readonly fetch: ProviderFetch;
  readonly clock: Clock;
  readonly idGenerator: IdGenerator;
  readonly log: Log;
  /** For signatures that keep a thread busy. Default: on the calling thread. */
  readonly rsaEncrypt?: ((key: KeyObject, blocks: readonly Uint8Array[]) => Promise<Buffer>) | undefined;
  /** Called with each rejection, to be counted. */
  readonly rejected?: ((report: RejectionReport) => void) | undefined;
}

/** An operation of a gateway that goes over the network. */
export type GatewayOperation = Exclude<keyof Gateway, 'verify' | 'read'>;

export interface RejectionReport {
  readonly provider: string;
  readonly operation: GatewayOperation;
  /** The merchant has to fix something. */
  readonly mend: boolean;
}
