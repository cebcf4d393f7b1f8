import { listPaymentRecordsResponse, type PaymentRecord } from '../../../shared/api/list-payment-records.ts';
import { pathTo } from '../../../shared/api/routes.ts';
import type { CallServer } from '../call-server.ts';

/** Every payment of the provider that was created since then, newest first. */
export async function* listRecords(call: CallServer, provider: string, since: Date): AsyncGenerator<PaymentRecord> {
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = new URLSearchParams({ provider, since: since.toISOString(), limit: '100' });
    if (cursor !== '') query.set('cursor', cursor);
    const page = listPaymentRecordsResponse.parse(await call('GET', `${pathTo('listPaymentRecords')}?${query}`));
    yield* page.data;
    cursor = page.nextCursor;
  }
}
