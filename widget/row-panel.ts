import type { TemplateResult } from 'lit';
import type { SessionView } from '../shared/api/views.ts';
import type { PaymentMessages } from './i18n/payment/messages.ts';
import type { ChannelFormState } from './screens/channel-form-state.ts';
import { panel } from './screens/panel.ts';
import type { Formats } from './ui/formats.ts';
import { holdPanel } from './ui/hold-panel.ts';
import { painted } from './ui/painted.ts';
import { followBar, revealRow } from './ui/sticky-bar.ts';

export interface RowPanelHost {
  readonly root: ShadowRoot;
  readonly form: ChannelFormState;
  readonly formats: Formats;
  readonly requestUpdate: () => void;
}

const INPUT = ['pointerdown', 'keydown'] as const;

/** What opens below the selected row of the list: a chunk of its own. */
export class RowPanel {
  readonly #host: RowPanelHost;
  readonly #t: PaymentMessages;
  readonly #stopFollowing: () => void;
  /** The row that is open, by the key of its radio button. */
  #key: string | undefined;
  #opened: Promise<void> = Promise.resolve();
  #held = false;

  constructor(host: RowPanelHost, t: PaymentMessages) {
    this.#host = host;
    this.#t = t;
    this.#stopFollowing = followBar(host.root);
    for (const type of INPUT) host.root.addEventListener(type, this.#letGo);
    this.open();
  }

  /** It came late, and moves nothing until the customer does something. */
  get held(): boolean {
    return this.#held;
  }

  /** Resolves when the selected row is about to show what it opens. */
  get opened(): Promise<void> {
    return this.#opened;
  }

  /** Opens the selected row, once the selection itself is painted. */
  open(): void {
    const { form, root, requestUpdate } = this.#host;
    const { key } = form;
    this.#opened = painted().then(() => {
      if (form.key !== key || this.#key === key) return;
      this.#held = holdPanel(root, form.pressedAt);
      this.#key = key;
      requestUpdate();
    });
  }

  /** Scrolls the opened row into view, above the bar. */
  reveal(): void {
    revealRow(this.#host.root);
  }

  render(session: SessionView): TemplateResult | undefined {
    const { form, formats, requestUpdate } = this.#host;
    const selected = form.key === this.#key ? form.selectedOf(session) : undefined;
    return selected && panel(selected, session, form, this.#t, formats, requestUpdate);
  }

  stop(): void {
    this.#stopFollowing();
    for (const type of INPUT) this.#host.root.removeEventListener(type, this.#letGo);
  }

  /** The customer does something, so things may move. */
  readonly #letGo = (): void => {
    if (!this.#held) return;
    this.#held = false;
    this.#host.requestUpdate();
  };
}
