import {
  createElement,
  forwardRef,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  type ForwardRefExoticComponent,
  type RefAttributes,
} from 'react';
import { defineOnce } from '../define-once.ts';
import { listen, type EventListeners } from '../event-listeners.ts';
import { KasirCheckout as KasirCheckoutElement } from '../index.ts';
import type { KasirCheckoutProperties } from '../element-types.ts';
import type { KasirCheckoutProps } from './props.ts';

/** What is set on the element as it is; a new property of the element does not compile until it is here. */
type PropertyValues = Required<Omit<{ [Name in keyof KasirCheckoutProperties]: unknown }, 'renewToken'>>;

// React 18 warns of layout effects on a server, where neither kind runs.
const useBrowserEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/**
 * `<kasir-checkout>` as a component of React 18 or 19; its ref is the element. On a server it renders the tag. In the
 * browser the tag is registered when the first one is mounted and has its properties and listeners: so a session that
 * is passed along spares the request for it, and no event is missed while React takes over the server's page.
 */
export const KasirCheckout: ForwardRefExoticComponent<KasirCheckoutProps & RefAttributes<KasirCheckoutElement>> =
  forwardRef<KasirCheckoutElement, KasirCheckoutProps>(function KasirCheckout(props, ref) {
    const { onReady, onChannel, onInstruction, onStatus, onPaid, onClosed, onError, onRedirect, onAnalytics, ...rest } =
      props;
    const {
      session,
      messages,
      arrangeChannels,
      beforePay,
      logos,
      renewToken,
      className,
      hidden,
      children,
      ...attributes
    } = rest;
    const element = useRef<KasirCheckoutElement>(null);
    const listeners: EventListeners = {
      'kasir-ready': onReady,
      'kasir-channel': onChannel,
      'kasir-instruction': onInstruction,
      'kasir-status': onStatus,
      'kasir-paid': onPaid,
      'kasir-closed': onClosed,
      'kasir-error': onError,
      'kasir-redirect': onRedirect,
      'kasir-analytics': onAnalytics,
    };
    // Pages write new functions in every rendering; the element keeps the same ones, which call the latest.
    const latest = useRef({ listeners, renewToken });
    const renews = renewToken !== undefined;

    useBrowserEffect(() => {
      latest.current = { listeners, renewToken };
    });
    const values: PropertyValues = { session, messages, arrangeChannels, beforePay, logos };
    useBrowserEffect(() => {
      if (element.current) Object.assign(element.current, values);
    }, Object.values(values));
    useBrowserEffect(() => {
      const renew = (): Promise<string> => latest.current.renewToken?.() ?? Promise.reject(new Error('no renewToken'));
      if (element.current) element.current.renewToken = renews ? renew : undefined;
    }, [renews]);
    useBrowserEffect(() => {
      const stop = element.current ? listen(element.current, () => latest.current.listeners) : undefined;
      defineOnce(KasirCheckoutElement);
      return stop;
    }, []);
    useImperativeHandle<KasirCheckoutElement | null, KasirCheckoutElement | null>(ref, () => element.current, []);

    return createElement(
      'kasir-checkout',
      // React 18 writes `className` and `hidden={false}` of a custom element as attributes of these names.
      { ...attributes, class: className, hidden: hidden === true ? true : undefined, ref: element },
      children,
    );
  });
