import type { ProviderIo } from '../../provider.ts';
import type { NicepaySettings } from '../environment.ts';
import type { Sender } from '../send.ts';

/** What every operation of the gateway works with. */
export interface GatewayContext {
  readonly settings: NicepaySettings;
  readonly io: ProviderIo;
  readonly sender: Sender;
}
