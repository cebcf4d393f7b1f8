import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../i18n/list/messages.ts';
import { brandOf, splitLabel } from '../ui/channel-name.ts';
import { searchIcon } from '../ui/icons.ts';
import type { ChannelFormState } from './channel-form-state.ts';
import type { Row } from './channel-rows.ts';

export interface ChannelListContext {
  readonly rows: readonly Row[];
  readonly form: ChannelFormState;
  readonly t: Messages;
  readonly select: (key: string) => void;
  readonly search: (query: string) => void;
  /** Opens or closes a long group. */
  readonly toggle: (heading: string) => void;
  readonly submit: () => void;
  /** What opens below the selected row, once it is here. */
  readonly panel: TemplateResult | undefined;
  /** It keeps to the height that was kept free for it. */
  readonly held: boolean;
}

/** A list longer than this gets a search box, and its larger groups stand in columns. */
const LONG_LIST = 8;
/** A group larger than this stands in columns. */
const LARGE_GROUP = 3;
/** What a closed group shows; in two columns and in three that is whole lines. */
const CLOSED_GROUP = 6;
/** A group that would hide fewer than this is not closed: the button would cost more than it saves. */
const LEAST_HIDDEN = 3;

/** The channels under their headings, the selected one open. */
export function channelListScreen(context: ChannelListContext): TemplateResult {
  const { rows: all, form, t } = context;
  const words = form.query.toLowerCase().split(/\s+/);
  // Words in any order, of code, names or group: `bca va`, `transfer`, `e-wallet`.
  const found = all.filter(({ code, name, label, heading }) => {
    const names = `${code} ${name} ${label} ${heading}`.toLowerCase();
    return words.every((word) => names.includes(word));
  });
  const shown = all.filter((row) => row.key === form.key || found.includes(row));
  const onSubmit = (event: Event) => {
    event.preventDefault();
    context.submit();
  };
  // One listener for all rows.
  const onChange = ({ target }: Event) =>
    target instanceof HTMLInputElement && target.name === 'channel' && context.select(target.value);
  return html`<form id="choose" class="screen" novalidate @submit=${onSubmit} @change=${onChange}>
    <h2 id="heading" tabindex="-1">${t.chooseHeading}</h2>
    ${all.length > LONG_LIST ? searchBox(context, found[0]?.key) : nothing}
    <div class="list" part="channel-list">
      ${found.length > 0 ? nothing : html`<p class="muted" .textContent=${all.length > 0 ? t.noMatch(form.query) : t.noChannels}></p>`}
      ${[...new Set(shown.map(({ heading }) => heading))].map((heading) => group(context, heading, shown))}
    </div>
  </form>`;
}

/**
 * All radio buttons of a group are on the page, for the arrow keys, screen readers and scripts, also while it is closed: the
 * rest of it is cut off below, and whatever reaches it scrolls there.
 */
function group(context: ChannelListContext, heading: string, shown: readonly Row[]): TemplateResult {
  const { rows, form, t, toggle } = context;
  const own = shown.filter((row) => row.heading === heading);
  const size = rows.filter((row) => row.heading === heading).length;
  const columns = rows.length > LONG_LIST && size > LARGE_GROUP;
  const closable =
    columns && size >= CLOSED_GROUP + LEAST_HIDDEN && !form.query && own.every(({ key }) => key !== form.key);
  const open = form.opened.has(heading);
  return html`<fieldset>
    <legend .textContent=${heading}></legend>
    <div class="group">
      <div
        class="rows"
        ?data-columns=${columns}
        ?data-closed=${closable && !open}
        @change=${() => form.opened.add(heading)}
      >
        ${own.map((row) => radioRow(context, row, columns))}
      </div>
      ${
        closable
          ? html`<button
              type="button"
              class="more"
              aria-expanded=${open ? 'true' : 'false'}
              @click=${() => toggle(heading)}
              .textContent=${t.allOf(size)}
            ></button>`
          : nothing
      }
    </div>
  </fieldset>`;
}

function searchBox({ form, t, search }: ChannelListContext, first: string | undefined): TemplateResult {
  const onInput = (event: Event) => event.target instanceof HTMLInputElement && search(event.target.value);
  // Moves to what was found, which a phone's keyboard covers until the field is left.
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    event.target.form?.querySelector<HTMLElement>(`[value="${first}"]`)?.focus();
  };
  return html`<div class="search">
    ${searchIcon}
    <input
      type="search"
      aria-label=${t.search}
      placeholder=${t.search}
      autocomplete="off"
      .value=${form.query}
      @input=${onInput}
      @keydown=${onKey}
    />
  </div>`;
}

/** Names are set as `textContent`: a search reuses rows, and a page translator may have replaced their text nodes. */
function radioRow(
  { form, panel, held }: ChannelListContext,
  { key, code, name, label, masked, notes, fee, fieldCount, isGone }: Row,
  columns: boolean,
): TemplateResult {
  if (isGone)
    return html`<div class="row gone" aria-hidden="true">
      <label><span class="tile"></span><s class="name" .textContent=${label}></s></label>
    </div>`;
  const selected = form.key === key;
  const open = !selected
    ? nothing
    : panel
      ? html`<div class="panel" ?data-held=${held}>${panel}</div>`
      : opening(fieldCount);
  const [before, brand, after] = splitLabel(label, brandOf(name));
  const lines = [...notes, ...(fee === undefined ? [] : [fee])];
  const described = [lines.length > 0 && `notes-${key}`, selected && panel && 'hint'].filter(Boolean).join(' ');
  return html`<div class="row" part="channel" ?data-selected=${selected}>
      <label
        >${form.extras?.tile(code, brandOf(name)) ?? html`<span class="tile"></span>`}<span class="name"
          >${way(before)}<span .textContent=${brand}></span
          >${way(after)}${masked ? html` <span class="masked" translate="no">${masked}</span>` : nothing}${
            lines.length > 0
              ? html`<span id="notes-${key}" aria-hidden="true"
                  >${notes.map((note) => html`<span class="first" .textContent=${note}></span> `)}${
                    fee === undefined ? nothing : html`<span class="first fee" .textContent=${fee}></span>`
                  }</span
                >`
              : nothing
          }</span
        ><input type="radio" name="channel" value=${key} .checked=${selected} aria-describedby=${described || nothing}
      /></label>
      ${columns ? nothing : open}
    </div>
    ${columns ? open : nothing}`;
}

/** The way to pay at a brand, in a name. Spaces around it go into the accessible name, and are not seen. */
const way = (text: string): TemplateResult | typeof nothing =>
  text ? html` <small .textContent=${text}></small> ` : nothing;

/** As high as what opens, until that is here: a hint, and so many fields. */
const opening = (fieldCount: number): TemplateResult =>
  html`<div class="opening" aria-hidden="true">${Array.from({ length: fieldCount }, () => html`<i></i>`)}</div>`;
