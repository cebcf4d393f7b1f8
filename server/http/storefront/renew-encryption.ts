import {
  renewEncryptionRequest,
  renewEncryptionResponse,
  type RenewEncryptionResponse,
} from '../../../shared/api/renew-encryption.ts';
import type { Context } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { answer } from '../response.ts';

export const renewEncryptionEndpoint: Endpoint = {
  operation: {
    tag: 'operations',
    summary: 'Encrypt stored data by the first of the keys',
    description:
      'After a new key was put first in `KASIR_ENCRYPTION_KEYS` of every instance. Each step encrypts some rows, between which everything else goes on: repeat it with `nextCursor` until that is `null`, and once more from the beginning if a step `missed` rows. `kasir keys rotate` does all of it.',
    auth: 'apiKey',
    key: 'optional',
    request: renewEncryptionRequest,
    success: { status: 200, description: 'What this step has done', schema: renewEncryptionResponse },
    problems: [],
  },
  steps: ({ domain, apiKey, idempotent }) => {
    const renew = (ctx: Context): Promise<RenewEncryptionResponse> =>
      domain.store.renewEncryption(parseBody(ctx, renewEncryptionRequest).cursor);
    return [
      apiKey,
      rawBody,
      jsonBody,
      idempotent({ route: 'renewEncryption', again: renew }),
      async (ctx) => answer(ctx, 200, await renew(ctx)),
    ];
  },
};
