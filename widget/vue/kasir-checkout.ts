import { defineComponent, h, onBeforeUnmount, onMounted, shallowRef, watch, type PropType, type SlotsType } from 'vue';
import type { SessionView } from '../../shared/api/views.ts';
import type { ArrangeChannels } from '../arranged-channel.ts';
import type { BeforePay } from '../before-pay.ts';
import { defineOnce } from '../define-once.ts';
import type { KasirCheckoutOptions, KasirCheckoutProperties } from '../element-types.ts';
import { listen, type EventListeners } from '../event-listeners.ts';
import type * as events from '../events.ts';
import type { KasirMessages } from '../i18n/kasir-messages.ts';
import { KasirCheckout as KasirCheckoutElement } from '../index.ts';

/** The element's own, filled by slots of the component of the same names. */
const SLOTS = ['header', 'footer', 'consent'] as const;

/**
 * `<kasir-checkout>` as a component of Vue 3. On a server it renders the tag. In the browser the tag is registered when
 * the first one is mounted and has its properties and listeners: so a session that is passed along spares the request
 * for it, and no event is missed while Vue takes over the server's page.
 */
export const KasirCheckout = defineComponent({
  name: 'KasirCheckout',
  props: {
    bff: String,
    token: String,
    locale: String,
    theme: String as PropType<'auto' | 'light' | 'dark'>,
    channel: String,
    session: Object as PropType<SessionView>,
    messages: Object as PropType<KasirMessages>,
    renewToken: Function as PropType<() => Promise<string>>,
    arrangeChannels: Function as PropType<ArrangeChannels>,
    beforePay: Function as PropType<BeforePay>,
    logos: Object as PropType<Readonly<Record<string, string>>>,
  } satisfies Record<keyof (KasirCheckoutOptions & KasirCheckoutProperties), unknown>,
  emits: {
    ready: (_event: events.KasirReadyEvent) => true,
    channel: (_event: events.KasirChannelEvent) => true,
    instruction: (_event: events.KasirInstructionEvent) => true,
    status: (_event: events.KasirStatusEvent) => true,
    paid: (_event: events.KasirPaidEvent) => true,
    closed: (_event: events.KasirClosedEvent) => true,
    error: (_event: events.KasirErrorEvent) => true,
    redirect: (_event: events.KasirRedirectEvent) => true,
    analytics: (_event: events.KasirAnalyticsEvent) => true,
  },
  slots: Object as SlotsType<Partial<Record<'default' | (typeof SLOTS)[number], Record<string, never>>>>,
  setup(props, { emit }) {
    const element = shallowRef<KasirCheckoutElement>();
    const listeners: EventListeners = {
      'kasir-ready': (event) => emit('ready', event),
      'kasir-channel': (event) => emit('channel', event),
      'kasir-instruction': (event) => emit('instruction', event),
      'kasir-status': (event) => emit('status', event),
      'kasir-paid': (event) => emit('paid', event),
      'kasir-closed': (event) => emit('closed', event),
      'kasir-error': (event) => emit('error', event),
      'kasir-redirect': (event) => emit('redirect', event),
      'kasir-analytics': (event) => emit('analytics', event),
    };
    let stop: (() => void) | undefined;

    const values = (): { [Name in keyof KasirCheckoutProperties]-?: unknown } => ({
      session: props.session,
      messages: props.messages,
      renewToken: props.renewToken,
      arrangeChannels: props.arrangeChannels,
      beforePay: props.beforePay,
      logos: props.logos,
    });
    const setProperties = (): void => {
      if (element.value) Object.assign(element.value, values());
    };
    onMounted(() => {
      setProperties();
      if (element.value) stop = listen(element.value, () => listeners);
      defineOnce(KasirCheckoutElement);
    });
    watch(() => Object.values(values()), setProperties);
    onBeforeUnmount(() => stop?.());

    return {
      element,
      refresh: async (): Promise<void> => element.value?.refresh(),
      selectChannel: (code: string): boolean => element.value?.selectChannel(code) ?? false,
      pay: async (): Promise<void> => element.value?.pay(),
    };
  },
  render() {
    const { bff, token, locale, theme, channel, $slots } = this;
    return h('kasir-checkout', { ref: 'element', bff, token, locale, theme, channel }, [
      $slots.default?.({}),
      ...SLOTS.map((name) => $slots[name] && h('div', { slot: name }, $slots[name]({}))),
    ]);
  },
});
