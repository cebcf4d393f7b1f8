import type { Migration } from 'kysely';
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
import { plainNames } from './0011-plain-names.ts';
import { instances } from './0013-instances.ts';

/** In the order of their names, which databases record. Imported, not read from a folder, so that a bundle has them. */
export const migrations: Readonly<Record<string, Migration>> = {
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
  '0013_instances': instances,
};

/** Names under which earlier versions recorded a migration, each with its present name. */
export const RENAMED_MIGRATIONS: ReadonlyMap<string, string> = new Map([['0001_first_light', '0001_initial_schema']]);
