/** Fired on `window` with a text to show for a few seconds and to be read out by screen readers. */
export const ANNOUNCE = 'kasir-announce';

export class AnnounceEvent extends Event {
  readonly text: string;
  constructor(text: string) {
    super(ANNOUNCE);
    this.text = text;
  }
}

export const announce = (text: string): void => void window.dispatchEvent(new AnnounceEvent(text));
