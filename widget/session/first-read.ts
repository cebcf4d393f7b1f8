import type { CustomerDevice } from './customer-device.ts';
import { type Answer, exchange } from './exchange.ts';
import { SESSION_PATH, sessionRequest } from './session-request.ts';

/** The first try of the first read of a session, sent before the code is here that can do more. */
export interface FirstRead {
  readonly address: string;
  readonly token: string;
  readonly language: string | undefined;
  /** By the local clock, epoch milliseconds. */
  readonly sentAt: number;
  /** Rejects with what `fetch` throws. */
  readonly answer: Promise<Answer>;
  /** When the session was there, by the local clock. */
  receivedAt?: number;
}

export function firstRead(
  address: string,
  token: string,
  device: CustomerDevice,
  language: string | undefined,
): FirstRead {
  const read: FirstRead = {
    address,
    token,
    language,
    sentAt: Date.now(),
    answer: exchange(address + SESSION_PATH, sessionRequest(token, device, language), fetch).then((answer) => {
      if (answer.status === 200) read.receivedAt = Date.now();
      return answer;
    }),
  };
  return read;
}
