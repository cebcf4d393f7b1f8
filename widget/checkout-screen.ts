import type { TemplateResult } from 'lit';
import type { SessionView } from '../shared/api/views.ts';
import type { ChannelPicker } from './channel-picker.ts';
import type { Messages } from './i18n/list/messages.ts';
import type { PaymentFlow } from './payment-flow.ts';
import type { Localization } from './localization.ts';
import { channelListScreen } from './screens/channel-list.ts';
import { frame } from './screens/frame.ts';
import { emptySummary, errorScreen, missingPart, payButton, skeleton, summary } from './screens/summary.ts';
import type { Snapshot } from './session/snapshot.ts';

/** All that the element's screen depends on. */
export interface CheckoutScreenContext {
  /** Empty before there is a session to speak of. */
  readonly snapshot: Partial<Snapshot>;
  readonly language: Localization;
  readonly picker: ChannelPicker;
  /** What shows the screens after the choice, once it is here. */
  readonly flow: PaymentFlow | undefined;
  /** A part of the widget is gone. */
  readonly missing: boolean;
  /** A short word to screen readers only. */
  readonly announcement: string;
  /** From the screen that says nothing could be loaded. */
  retry(): void;
}

/** A name that differs for each screen; empty while there is no more than a skeleton. */
export function screenName({ snapshot, language }: CheckoutScreenContext): string {
  const { state, session, payment } = snapshot;
  if (!language.messages || !state || state === 'loading') return '';
  if (state === 'choosing' || state === 'paying') return session ? 'choose' : '';
  return `${state} ${payment?.id ?? ''}`;
}

/** What the card shows beside the summary; `undefined`: still on its way. */
export function screenOf(context: CheckoutScreenContext): TemplateResult | undefined {
  const { snapshot, language, picker, flow } = context;
  const { state, session, problem } = snapshot;
  const t = language.messages;
  if (!t || !screenName(context)) return undefined;
  if (state === 'error') return errorScreen(t, problemText(t, problem?.code), () => context.retry());
  if (!session || (state !== 'choosing' && state !== 'paying')) return flow?.render();
  return channelListScreen({
    session,
    form: picker.form,
    t,
    select: (key) => picker.choose(key),
    search: (query) => picker.search(query),
    submit: () => void picker.pay(),
    panel: flow?.panel(),
  });
}

/** The whole card. `screen`: {@link screenOf} the same context. */
export function checkoutScreen(context: CheckoutScreenContext, screen: TemplateResult | undefined): TemplateResult {
  const { snapshot, language, picker, flow, announcement } = context;
  const { state = 'loading', session, reachable = true } = snapshot;
  const { locale, messages: t } = language;
  const formats = language.formatsIn(session?.checkout.country);
  const missing = context.missing && locale;
  const paying = state === 'paying' || picker.pressed;
  const payable = session && (state === 'choosing' || state === 'paying') && offersAny(session);
  const words = state === 'loading' ? t?.loading : paying ? t?.paying : flow?.statusLine();
  const { amount = 0, currency = 'IDR' } = session?.checkout ?? {};
  return frame({
    locale,
    busy: (!screen && !missing) || paying,
    summary:
      session && t && formats
        ? summary(session.checkout, t, formats, payable === true)
        : state === 'error'
          ? undefined
          : emptySummary,
    screen: screen ?? (missing ? missingPart(missing, true) : skeleton),
    status: reachable ? words : t?.offline,
    statusSeen: (state === 'instructed' && words !== '') || !reachable,
    error: missing && screen ? missingPart(missing, false) : errorText(context),
    button: payable && t && formats ? payButton(t, formats.money(amount, currency), paying) : undefined,
    announcement,
  });
}

function errorText({ snapshot, language, picker, flow }: CheckoutScreenContext): string | undefined {
  const { state, problem, tokenEnded } = snapshot;
  const t = language.messages;
  if (!t || state === 'error') return undefined;
  if (tokenEnded) return problemText(t, 'token_expired');
  if (picker.unloadable) return problemText(t, 'unreachable');
  return flow?.errorText() ?? (problem && problemText(t, problem.code));
}

const offersAny = ({ channels, savedMethods }: SessionView): boolean => channels.length + savedMethods.length > 0;

const problemText = (t: Messages, code = ''): string => t.problems[code] ?? t.problems.other;
