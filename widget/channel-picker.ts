import type { SessionView } from '../shared/api/views.ts';
import type { Messages } from './i18n/list/messages.ts';
import { ChannelFormState } from './screens/channel-form-state.ts';
import { channelRows, type Row } from './screens/channel-rows.ts';
import type { Snapshot } from './session/snapshot.ts';
import type { SettingsElement } from './settings-element.ts';
import { lastChannel } from './ui/last-channel.ts';

/** What the picker needs of the checkout's controller. */
export interface PickerController {
  /** Another channel was selected. */
  selected(): void;
  /** Scrolls the opened row into view, once it is open. */
  revealRow(): Promise<void>;
  searched(): void;
  /** Requests the payment. False where something is missing; `undefined` when that cannot be told now. */
  pay(): Promise<boolean | undefined>;
}

export interface ChannelPickerHost {
  readonly element: SettingsElement;
  readonly snapshot: () => Snapshot;
  /** The present one, if it is here. */
  readonly controller: () => PickerController | undefined;
  /** `undefined` when it cannot be loaded now. */
  readonly loadController: () => Promise<PickerController | undefined>;
}

/** What the customer, or the page, does with the list: selects a channel, searches, and presses the pay button. */
export class ChannelPicker {
  /** Keeps what was chosen and typed when the session is another one. */
  readonly form = new ChannelFormState();
  /** The pay button was pressed, and what it starts is still on its way. */
  pressed = false;
  /** That could not be loaded when the pay button was pressed. */
  unloadable = false;
  /** Of an earlier visit: the order of the list stays while the customer looks at it. */
  readonly #last = lastChannel();
  /** An arrangement of the page that failed. */
  #broken: unknown;
  readonly #host: ChannelPickerHost;

  constructor(host: ChannelPickerHost) {
    this.#host = host;
  }

  /** What the list shows. */
  rows(session: SessionView, t: Messages): readonly Row[] {
    this.form.listedAt ??= performance.now();
    const { places } = this.form;
    if (!places) return this.#arrange(session, t);
    const offered = new Set<string>(session.channels.map(({ code }) => code));
    return this.#arrange({ ...session, channels: [...places] }, t).map((row) => ({
      ...row,
      isGone: row.key === row.code && !offered.has(row.code),
    }));
  }

  #arrange(session: SessionView, t: Messages): readonly Row[] {
    const { arrangeChannels } = this.#host.element;
    if (arrangeChannels !== this.#broken)
      try {
        return channelRows(session, t, arrangeChannels, this.#last, this.form.key);
      } catch (error) {
        this.#broken = arrangeChannels;
        reportError(error);
      }
    return channelRows(session, t, undefined, this.#last, this.form.key);
  }

  /** Opens a long group, or closes it. */
  toggle(heading: string): void {
    const { opened } = this.form;
    if (!opened.delete(heading)) opened.add(heading);
    this.#host.element.requestUpdate();
  }

  /** For the page; `isPressed`: not as it opens. False when the session does not offer it, or none can be chosen now. */
  selectOffered(code: string, isPressed = true): boolean {
    const { state, session } = this.#host.snapshot();
    const offered = state === 'choosing' && session?.channels.some((channel) => channel.code === code) === true;
    if (offered) this.select(code, isPressed);
    return offered;
  }

  /** The channel that the page asks for, or the only one, unless one is selected. */
  preselect({ channels, savedMethods }: SessionView, wanted: string | undefined): void {
    if (this.form.key !== undefined) return;
    const only = channels.length === 1 && savedMethods.length === 0 ? channels[0] : undefined;
    const first = channels.find(({ code }) => code === wanted?.trim()) ?? only;
    if (first) this.select(first.code, false);
  }

  select(key: string, isPressed = true): void {
    this.form.select(key, isPressed);
    this.unloadable = false;
    this.#host.controller()?.selected();
    this.#host.element.requestUpdate();
  }

  /** For the customer, who then sees the opened row. */
  choose(key: string): void {
    this.select(key);
    void this.#host.loadController().then((controller) => controller?.revealRow());
  }

  search(query: string): void {
    this.form.query = query;
    this.#host.element.requestUpdate();
    this.#host.controller()?.searched();
  }

  /** Presses the pay button. Where something is missing, the focus goes there. */
  async pay(): Promise<void> {
    const { element, snapshot, loadController } = this.#host;
    if (this.pressed || snapshot().state !== 'choosing') return;
    this.pressed = true;
    element.requestUpdate();
    const controller = await loadController();
    const complete = await controller?.pay();
    this.pressed = false;
    this.unloadable = complete === undefined;
    element.requestUpdate();
    if (complete !== false) return;
    await element.updateComplete;
    (this.faulty ?? element.renderRoot.querySelector<HTMLElement>('input[type=radio]'))?.focus();
  }

  /** The first field that cannot be sent as it is. */
  get faulty(): HTMLElement | null {
    return this.#host.element.renderRoot.querySelector('[aria-invalid]');
  }
}
