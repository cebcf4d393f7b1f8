import type { Instant } from '../../payments/model/model.ts';
import type { Log } from '../../payments/ports/ports.ts';
import type { TableAccess } from '../table-access.ts';
import { adoptSome, isAdoptionOver } from './adopt.ts';
import type { Book } from './facts.ts';
import { findSeal, sealSome, type Seal } from './seal.ts';

/** How many histories one unit of work links or seals, so that other writes do not wait long. */
const MAX_LINKED = 200;
const MAX_SEALED = 1_000;

export interface Sealer {
  /** Links the histories of earlier versions, once; then seals what has changed. */
  seal(now: Instant): Promise<void>;
}

/**
 * Logs each seal: kept elsewhere, as logs are, its link shows later that nothing was taken out of the books. Also logs
 * when the seal that it made last is gone.
 *
 * @param run one unit of work
 */
export function createSealer(run: <T>(work: (access: TableAccess) => Promise<T>) => Promise<T>, log: Log): Sealer {
  let last: Seal | undefined;

  async function adopt(book: Book): Promise<void> {
    for (let after: string | undefined = ''; after !== undefined;) {
      const from: string = after;
      after = await run((access) => adoptSome(access, book, { after: from, limit: MAX_LINKED }));
    }
  }

  async function checkLast({ number, link }: Seal): Promise<void> {
    const stored = await run(({ sql }) => findSeal(sql, number));
    if (stored?.link !== link) log.error({ seal: number, link }, 'ledger: a seal was removed or replaced');
  }

  return {
    async seal(now) {
      if (last !== undefined) await checkLast(last);
      if (!(await run(({ sql }) => isAdoptionOver(sql)))) {
        await adopt('payment');
        await adopt('payout');
      }
      for (;;) {
        const seal = await run((access) => sealSome(access, now, MAX_SEALED));
        if (seal === undefined) return;
        last = seal;
        const histories = seal.body === '' ? 0 : seal.body.split('\n').length;
        log.info({ seal: seal.number, link: seal.link, histories }, 'ledger sealed');
      }
    },
  };
}
