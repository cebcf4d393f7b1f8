import type { Fault } from '../../simulation/simulator.ts';
import type { Message } from './wire.ts';

/** One request whose signature has been checked. */
export interface Call {
  readonly message: Message;
  readonly fault?: Fault | undefined;
}
