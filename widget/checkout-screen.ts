import type { TemplateResult } from 'lit';
import type { SessionView } from '../shared/api/views.ts';
import type { ChannelPicker } from './channel-picker.ts';
import type { Messages } from './i18n/list/messages.ts';
import type { Localization } from './localization.ts';
import type { FlowParts } from './flow-parts.ts';
import type { PaymentFlow } from './payment-flow.ts';
import { channelListScreen } from './screens/channel-list.ts';
import { frame } from './screens/frame.ts';
import { emptySummary, errorScreen, missingChunk, payButton, skeleton, summary } from './screens/summary.ts';
import { isList, screenName } from './screen-name.ts';
import type { Snapshot } from './session/snapshot.ts';

/** All that the element's screen depends on. */
export interface CheckoutScreenContext {
  readonly snapshot: Snapshot;
  readonly language: Localization;
  readonly picker: ChannelPicker;
  /** Renders what comes after the choice, once it is loaded. */
  readonly flow: PaymentFlow | undefined;
  /** The screen has taken the place of another. */
  readonly isNext: boolean;
  /** A chunk of the widget is missing. */
  readonly missing: boolean;
  /** A short text for screen readers only. */
  readonly announcement: string;
  /** From the screen that says nothing could be loaded. */
  retry(): void;
}

export interface CheckoutScreen {
  readonly template: TemplateResult;
  /** There is more than a skeleton. */
  readonly hasContent: boolean;
}

/** The whole card. */
export function checkoutScreen(context: CheckoutScreenContext): CheckoutScreen {
  const { snapshot, language, picker, flow, missing, announcement } = context;
  const { state, session, reachable } = snapshot;
  const { locale, messages: t } = language;
  const money = language.moneyIn(session?.checkout.country);
  const parts = flow?.render(snapshot);
  const screen = screenOf(context, parts);
  const paying = state === 'paying' || picker.pressed;
  const payable = session && isList(state) && offersAny(session);
  const status = state === 'loading' ? t?.loading : paying ? t?.paying : parts?.status;
  const { amount = 0, currency = 'IDR' } = session?.checkout ?? {};
  const template = frame({
    locale,
    busy: (!screen && !missing) || paying,
    summary:
      session && t && money
        ? summary(
            session.checkout,
            t,
            money,
            payable ? (picker.form.extras?.deadline(session.checkout) ?? '') : undefined,
          )
        : state === 'error'
          ? undefined
          : emptySummary,
    screen: screen ?? (missing ? missingChunk(t, true) : skeleton),
    isNext: context.isNext,
    status: reachable ? status : t?.offline,
    statusVisible: (state === 'instructed' && status !== '') || !reachable,
    error: missing && screen ? missingChunk(t, false) : errorText(context, parts),
    button: payable && t && money ? payButton(t, money(amount, currency), paying) : undefined,
    announcement,
  });
  return { template, hasContent: screen !== undefined };
}

/** What the card shows beside the summary; `undefined`: still on its way. */
function screenOf(context: CheckoutScreenContext, parts: FlowParts | undefined): TemplateResult | undefined {
  const { snapshot, language, picker } = context;
  const { state, session, problem } = snapshot;
  const t = language.messages;
  if (!t || !screenName(snapshot, language)) return undefined;
  if (state === 'error') return errorScreen(t, problemText(t, problem?.code), () => context.retry());
  if (!session || !isList(state)) return parts?.screen;
  return channelListScreen({
    rows: picker.rows(session, t),
    form: picker.form,
    t,
    select: (key) => picker.choose(key),
    search: (query) => picker.search(query),
    toggle: (heading) => picker.toggle(heading),
    submit: () => void picker.pay(),
    panel: parts?.panel,
    held: parts?.held === true,
  });
}

function errorText({ snapshot, language, picker }: CheckoutScreenContext, parts?: FlowParts): string | undefined {
  const { state, problem, tokenEnded } = snapshot;
  const t = language.messages;
  if (!t || state === 'error') return undefined;
  if (tokenEnded) return problemText(t, 'token_expired');
  if (picker.unloadable) return problemText(t, 'unreachable');
  return parts?.error ?? (problem && problemText(t, problem.code));
}

const offersAny = ({ channels, savedMethods }: SessionView): boolean => channels.length + savedMethods.length > 0;

const problemText = (t: Messages, code = ''): string => t.problems[code] ?? t.problems.other;
