import type { Instant, Payment, StoredEvent } from '../payments/model/model.ts';
import type {
  BackOfficeReads,
  Page,
  PageRequest,
  PaymentCount,
  PaymentFilter,
  ReceivedNotification,
  Undecided,
} from '../payments/ports/ports.ts';
import { eventsOf } from './events.ts';
import { notificationsAbout } from './notifications.ts';
import { countPayments } from './payment-counts.ts';
import { paymentsByAnyProviderReference, scanPayments } from './payment-search.ts';
import { SqlReads } from './sql-reads.ts';
import { undecided } from './undecided.ts';

/** With the reads of the back office. */
export class SqlBackOfficeReads extends SqlReads implements BackOfficeReads {
  scanPayments(filter: PaymentFilter, page: PageRequest, mostScanned?: number): Promise<Page<Payment>> {
    return scanPayments(this.access, filter, page, mostScanned);
  }

  paymentsByAnyProviderReference(value: string): Promise<readonly Payment[]> {
    return paymentsByAnyProviderReference(this.access, value);
  }

  eventsOf(stream: string): Promise<readonly StoredEvent[]> {
    return eventsOf(this.access, stream);
  }

  notificationsAbout(provider: string, subject: string): Promise<readonly ReceivedNotification[]> {
    return notificationsAbout(this.access, provider, subject);
  }

  undecided(unknownBefore: Instant): Promise<Undecided> {
    return undecided(this.access, unknownBefore);
  }

  countPayments(from: Instant, until: Instant): Promise<readonly PaymentCount[]> {
    return countPayments(this.access, from, until);
  }
}
