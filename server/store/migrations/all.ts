import type { SchemaChange } from '../schema/description.ts';
import { POSTGRES_PRELUDE, renderPostgres } from '../schema/render-postgres.ts';
import { renderSqlite } from '../schema/render-sqlite.ts';
import { initialSchema } from './0001-initial-schema.ts';
import { payouts } from './0002-payouts.ts';
import { forgetting } from './0003-forgetting.ts';
import { unconfirmedReports } from './0004-unconfirmed-reports.ts';
import { decisions } from './0005-decisions.ts';
import { origins } from './0006-origins.ts';
import { operations } from './0007-operations.ts';
import { payoutReferences } from './0008-payout-references.ts';
import { refundClaims } from './0009-refund-claims.ts';
import { readiness } from './0010-readiness.ts';
import { baseline } from './0011-baseline.ts';
import { plainNames } from './0011-plain-names.ts';
import { schemaVersion } from './0012-schema-version.ts';
import { instances } from './0013-instances.ts';
import { ledger } from './0015-ledger.ts';
import { requestCounts } from './0016-request-counts.ts';
import { limits } from './0017-limits.ts';
import { purge } from './0018-purge.ts';
import { resealing } from './0019-resealing.ts';
import { plans } from './0020-plans.ts';

/** The statements of each migration, by its name, in the order of the names. Databases record the names. */
export type Migrations = Readonly<Record<string, readonly string[]>>;

/**
 * The oldest version of the schema whose servers can work on the newest: that of the release before. Raise it at each
 * release to the newest migration of the release before, so that one version can replace the other while both run.
 */
export const COMPATIBLE_FROM = 12;

/** Written once for both databases. Imported, not read from a folder, so that a bundle has them. */
const DESCRIBED: Readonly<Record<string, readonly SchemaChange[]>> = {
  '0012_schema_version': schemaVersion,
  '0013_instances': instances,
  '0015_ledger': ledger,
  '0016_request_counts': requestCounts,
  '0017_limits': limits,
  '0018_purge': purge,
  '0019_resealing': resealing,
  '0020_plans': plans,
};

/** The whole schema of this version. */
export const DESCRIPTION: readonly SchemaChange[] = [...baseline, ...Object.values(DESCRIBED).flat()];

const described = (render: (change: SchemaChange) => readonly string[]): Migrations =>
  Object.fromEntries(Object.entries(DESCRIBED).map(([name, changes]) => [name, changes.flatMap(render)]));

export const SQLITE_MIGRATIONS: Migrations = {
  '0001_initial_schema': initialSchema,
  '0002_payouts': payouts,
  '0003_forgetting': forgetting,
  '0004_unconfirmed_reports': unconfirmedReports,
  '0005_decisions': decisions,
  '0006_origins': origins,
  '0007_operations': operations,
  '0008_payout_references': payoutReferences,
  '0009_refund_claims': refundClaims,
  '0010_readiness': readiness,
  '0011_plain_names': plainNames,
  ...described(renderSqlite),
};

export const POSTGRES_MIGRATIONS: Migrations = {
  '0011_baseline': [POSTGRES_PRELUDE, ...baseline.flatMap(renderPostgres)],
  ...described(renderPostgres),
};

/** Names under which earlier versions recorded a migration, each with its present name. */
export const RENAMED_MIGRATIONS: ReadonlyMap<string, string> = new Map([['0001_first_light', '0001_initial_schema']]);
