import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../server/config/config.ts';
import type { Store } from '../../server/payments/ports/ports.ts';
import { createCipher } from '../../server/platform/crypto.ts';
import type { Simulator } from '../../server/providers/simulation/simulator.ts';
import type { LedgerFinding } from '../../server/store/ledger/check-history.ts';
import { verifyLedger } from '../../server/store/ledger/verify-ledger.ts';
import { openBooks } from '../../server/store/open-books.ts';
import { openStore } from '../../server/store/open-store.ts';
import { configOf, goodEnvironment, ORIGIN } from '../server/http/a-server.ts';
import { quietLog } from '../support/quiet-log.ts';
import { SUBJECTS, type Subject } from '../support/subjects.ts';
import { Access } from './access.ts';
import type { Focus } from './focus.ts';
import { Instance } from './instance.ts';
import { NotificationLink } from './notification-link.ts';
import { providerNetwork, type SentCall } from './provider-network.ts';
import { PAYOUT_KEYS, Shop } from './shop.ts';
import { Storefront, WEBHOOK_SECRET } from './storefront.ts';
import { Trouble } from './trouble.ts';
import type { World } from './world.ts';
import { quickTmpdir } from '../support/quick-tmpdir.ts';

/** Everything that exists in one schedule, besides the pages. */
export interface Installation {
  readonly world: World;
  readonly trouble: Trouble;
  readonly store: Store;
  readonly providers: readonly { readonly subject: Subject; readonly simulator: Simulator }[];
  readonly instances: readonly Instance[];
  readonly access: Access;
  readonly shop: Shop;
  readonly storefront: Storefront;
  readonly notifications: NotificationLink;
  readonly sent: readonly SentCall[];
  /** The payments about which an inquiry is planned. */
  plannedInquiries(): Promise<ReadonlySet<string>>;
  /** What `kasir verify-ledger` finds. */
  ledgerFindings(): Promise<readonly LedgerFinding[]>;
  close(): Promise<void>;
}

/** Memory where available: nothing here tests a power loss. */
const folder = mkdtempSync(join(quickTmpdir(), 'kasir-simulation-'));
const TEMPLATE = join(folder, 'template.db');
const cipher = createCipher([Buffer.alloc(32, 7)]);

process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** An empty database with all migrations, copied for every schedule. */
export async function makeTemplate(): Promise<void> {
  const store = await openStore({ url: `file:${TEMPLATE}`, clock: { now: () => Date.now() }, cipher, log: quietLog });
  await store.close();
}

/** By order of preference and payout approval. */
const configs = new Map<string, Config>();

function configFor(order: readonly Subject[], payoutApproval: boolean): Config {
  const name = `${order.map(({ id }) => id).join()} ${payoutApproval}`;
  const known = configs.get(name);
  if (known !== undefined) return known;
  const made = configOf({
    ...goodEnvironment(),
    ...Object.fromEntries(SUBJECTS.flatMap(({ environment }) => Object.entries(environment))),
    KASIR_PROVIDERS: order.map(({ id }) => id).join(),
    KASIR_WEBHOOK_URL: `${ORIGIN}/events`,
    KASIR_WEBHOOK_SECRET: WEBHOOK_SECRET,
    KASIR_PAYOUT_KEYS: PAYOUT_KEYS.join(),
    KASIR_PAYOUT_APPROVAL: String(payoutApproval),
    DATABASE_URL: `file:${join(folder, 'unused.db')}`,
  });
  configs.set(name, made);
  return made;
}

export async function openInstallation(world: World, instanceCount: number, focus?: Focus): Promise<Installation> {
  const random = world.random('installation');
  const trouble = new Trouble(() => world.time.now);
  const own = join(folder, `seed-${world.seed}`);
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own);
  copyFileSync(TEMPLATE, join(own, 'kasir.db'));
  const clock = { now: () => world.time.now };
  const store = await openStore({
    url: `file:${join(own, 'kasir.db')}`,
    clock,
    cipher,
    log: quietLog,
    isShared: instanceCount > 1,
  });
  const isFirst = ({ id }: Subject): number => Number(id === focus?.firstProvider);
  const order = SUBJECTS.toSorted(() => random.float() - 0.5).toSorted((a, b) => isFirst(b) - isFirst(a));
  const config = configFor(order, focus?.payoutApproval ?? random.chance(0.5));
  const storefront = new Storefront(world, trouble);
  const sent: SentCall[] = [];
  const slowness = random.pick([0, 0, 3, 20]);
  const instances = Array.from({ length: instanceCount }, (_, index) => {
    const name = 'ABC'.charAt(index);
    const latency = world.random(`network of ${name}`);
    const database = world.random(`database of ${name}`);
    return new Instance(name, {
      world,
      trouble,
      config,
      store,
      fetchFor: (life) => providerNetwork(life, providers, trouble, latency, sent),
      webhooksFor: (life) => storefront.senderFor(life),
      databaseDelayMs: () => (slowness > 0 && database.chance(0.3) ? database.between(1, slowness) : 0),
    });
  });
  const access = new Access(world, instances, trouble);
  const notifications = new NotificationLink(world, access, trouble);
  const providers = SUBJECTS.map((subject) => ({
    subject,
    simulator: subject.simulator({
      clock,
      notificationUrl: `https://pay.example/v1/notifications/${subject.id}`,
      deliver: (request) => notifications.deliver(request, subject.acknowledgement),
    }),
  }));
  return {
    world,
    trouble,
    store,
    providers,
    instances,
    access,
    shop: new Shop(world, access),
    storefront,
    notifications,
    sent,
    async plannedInquiries() {
      const { access, close } = await openBooks(`file:${join(own, 'kasir.db')}`, cipher, quietLog);
      const { sql } = access;
      const jobs = await sql.all(sql.build.selectFrom('jobs').select('key').where('kind', '=', 'inquire'));
      await close();
      return new Set(jobs.map(({ key }) => key));
    },
    async ledgerFindings() {
      const books = await openBooks(`file:${join(own, 'kasir.db')}`, cipher, quietLog);
      const { findings } = await verifyLedger(books.access);
      await books.close();
      return findings;
    },
    async close() {
      for (const instance of instances) instance.life?.die();
      await store.close();
      rmSync(own, { recursive: true, force: true });
    },
  };
}
