import type { InstructionKind } from '../../shared/instruction.ts';
import type { PaymentStatus } from '../../shared/payment-status.ts';
import type { GalleryState, States } from './state.ts';
import { CONNECTION, INSTRUCTION_STATES } from './states/instruction.ts';
import { LIST, LIST_ERRORS, OWN_LISTS, PANELS, SEARCHES, STARTS } from './states/list.ts';
import { CHECKOUT_ENDS, FAILURES, REVIEWS, STATUS_STATES } from './states/result.ts';

/** States that look alike: each view meets every language, theme and width on a screenshot, in one of its states. */
const VIEWS = [
  'start',
  'list',
  'open row',
  'list error',
  'virtual account',
  'store code',
  'QR code',
  'redirect',
  'card form',
  'app',
  'one-time password',
  'waiting',
  'paid',
  'over',
  'failed',
  'review',
] as const;
export type View = (typeof VIEWS)[number];

const VIEW_OF_INSTRUCTION: Readonly<Record<InstructionKind, View>> = {
  virtual_account: 'virtual account',
  retail_code: 'store code',
  qr: 'QR code',
  redirect: 'redirect',
  form_post: 'card form',
  push: 'app',
  otp: 'one-time password',
  none: 'waiting',
};

const VIEW_OF_STATUS: Readonly<Record<PaymentStatus, View>> = {
  creating: 'waiting',
  requires_action: 'waiting',
  processing: 'waiting',
  unknown: 'waiting',
  authorized: 'paid',
  succeeded: 'paid',
  failed: 'over',
  expired: 'over',
  canceled: 'over',
};

export interface GalleryEntry {
  readonly view: View;
  /** Unique in the gallery: `virtual account: on a phone`. */
  readonly name: string;
  readonly state: GalleryState;
}

const entries = (view: View, states: States, of = view as string): readonly GalleryEntry[] =>
  Object.entries(states).map(([name, state]) => ({ view, name: `${of}: ${name}`, state }));

const byView = <Key extends string>(
  table: Readonly<Record<Key, States>>,
  viewOf: Readonly<Record<Key, View>>,
): readonly GalleryEntry[] =>
  (Object.keys(table) as Key[]).flatMap((key) => entries(viewOf[key], table[key], key.replaceAll('_', ' ')));

/** Every state of the widget. */
export const GALLERY: readonly GalleryEntry[] = [
  ...entries('start', STARTS),
  ...entries('list', LIST),
  ...entries('list', SEARCHES, 'search'),
  ...entries('list', OWN_LISTS, 'shop'),
  ...entries('open row', PANELS),
  ...entries('list error', LIST_ERRORS),
  ...byView(INSTRUCTION_STATES, VIEW_OF_INSTRUCTION),
  ...entries('waiting', CONNECTION, 'connection'),
  ...byView(STATUS_STATES, VIEW_OF_STATUS),
  ...entries('failed', FAILURES),
  ...entries('review', REVIEWS),
  ...entries('over', CHECKOUT_ENDS, 'order'),
];
