import type { Domain } from '../core/domain.ts';
import { commit, type UnitOfWork } from '../core/unit-of-work.ts';
import type { Aggregate, ProviderReport, StoreReads } from '../ports/ports.ts';
import { NotificationError } from './notification-error.ts';
import { aggregateOf, findSubject, type NotificationSubject } from './notification-subject.ts';

/** What each report of a notification is about; `undefined` where nothing matches. */
export type Subjects = readonly (NotificationSubject | undefined)[];

const MAX_TRIES = 5;

/**
 * One unit of work about what the reports of a notification name, which is locked.
 *
 * @throws {NotificationError} `deferred`: what it is about is changing at this moment
 */
export async function commitForSubjects<T>(
  deps: Domain,
  provider: string,
  reports: readonly ProviderReport[],
  work: (unitOfWork: UnitOfWork, subjects: Subjects) => Promise<T>,
): Promise<T> {
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    // Where nobody else writes, nothing has to be locked, and so to be known, first.
    const aggregate = deps.store.isShared
      ? aggregateOfFirst(await findSubjects(deps.store, provider, reports))
      : undefined;
    const done = await commit(deps, aggregate ?? 'new', async (unitOfWork) => {
      const subjects = await findSubjects(unitOfWork.tx, provider, reports);
      // It has become known only now: it has to be locked before it is changed.
      if (aggregate !== undefined && !isSame(aggregateOfFirst(subjects), aggregate)) return undefined;
      return { result: await work(unitOfWork, subjects) };
    });
    if (done !== undefined) return done.result;
  }
  throw new NotificationError('deferred', 'what the notification is about is changing at this moment');
}

const findSubjects = (store: StoreReads, provider: string, reports: readonly ProviderReport[]): Promise<Subjects> =>
  Promise.all(reports.map((report) => findSubject(store, provider, report)));

function aggregateOfFirst(subjects: Subjects): Aggregate {
  const first = subjects.find((subject) => subject !== undefined);
  return first === undefined ? 'new' : aggregateOf(first);
}

const isSame = (one: Aggregate, other: Aggregate): boolean =>
  one === 'new' || other === 'new' ? one === other : one.of === other.of && one.id === other.id;
