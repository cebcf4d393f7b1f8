import { html, nothing, type TemplateResult } from 'lit';
import type { SessionView } from '../../shared/api/views.ts';
import { CHANNEL_GROUPS } from '../../shared/channel-kind.ts';
import type { Messages } from '../i18n/list/messages.ts';
import { searchIcon } from '../ui/icons.ts';
import { tile } from '../ui/tile.ts';
import { type ChannelFormState, savedKey } from './channel-form-state.ts';

export interface ChannelListContext {
  readonly session: SessionView;
  readonly form: ChannelFormState;
  readonly t: Messages;
  readonly select: (key: string) => void;
  readonly search: (query: string) => void;
  readonly submit: () => void;
  /** What opens below the selected row, once it is here. */
  readonly panel: TemplateResult | undefined;
}

/** A list longer than this gets a search box. */
const LONG_LIST = 8;

/** The channels of the session under their headings, saved methods first, the selected one open. */
export function channelListScreen(context: ChannelListContext): TemplateResult {
  const { session, form, t } = context;
  const words = form.query.toLowerCase().split(/\s+/);
  const saved = session.savedMethods.map((method) => ({
    key: savedKey(method),
    code: method.channel,
    label: method.label,
    masked: method.masked,
    notice: undefined,
    heading: t.savedHeading,
  }));
  const offered = session.channels.map(({ code, label, group, notice }) => ({
    key: code,
    code,
    label,
    masked: undefined,
    notice,
    heading: t.groups[group],
  }));
  const all: readonly Row[] = [...saved, ...offered];
  // Words in any order, of code, name or group: `bca va`, `transfer`, `e-wallet`.
  const found = all.filter(({ code, label, heading }) => {
    const names = `${code} ${label} ${heading}`.toLowerCase();
    return words.every((word) => names.includes(word));
  });
  const rows = all.filter((row) => row.key === form.key || found.includes(row));
  const onSubmit = (event: Event) => {
    event.preventDefault();
    context.submit();
  };
  return html`<form id="choose" class="screen" novalidate @submit=${onSubmit}>
    <h2 id="heading" tabindex="-1">${t.chooseHeading}</h2>
    ${session.channels.length > LONG_LIST ? searchBox(context, found[0]?.key) : nothing}
    <div class="list" part="channel-list">
      ${found.length > 0 ? nothing : html`<p class="muted" .textContent=${all.length > 0 ? t.noMatch(form.query) : t.noChannels}></p>`}
      ${[t.savedHeading, ...CHANNEL_GROUPS.map((group) => t.groups[group])].map((heading) => {
        const own = rows.filter((row) => row.heading === heading);
        return own.length > 0
          ? html`<fieldset>
              <legend>${heading}</legend>
              <div class="rows">${own.map((row) => radioRow(context, row))}</div>
            </fieldset>`
          : nothing;
      })}
    </div>
  </form>`;
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

interface Row {
  /** The radio button's value. */
  readonly key: string;
  readonly code: string;
  readonly label: string;
  readonly masked: string | undefined;
  /** Shown before it is chosen; the radio button's description, not part of its name. */
  readonly notice: string | undefined;
  readonly heading: string;
}

/** Names are set as `textContent`: a search reuses rows, and a page translator may have replaced their text nodes. */
function radioRow(
  { form, select, panel }: ChannelListContext,
  { key, code, label, masked, notice }: Row,
): TemplateResult {
  const selected = form.key === key;
  const open = selected ? panel : undefined;
  const described = [notice && `notice-${code}`, open && 'hint'].filter(Boolean).join(' ');
  return html`<div class="row" part="channel" ?data-selected=${selected}>
    <label
      >${tile(code, label)}<span class="name"
        ><span .textContent=${label}></span>${
          masked ? html` <span class="masked" translate="no">${masked}</span>` : nothing
        }${
          notice
            ? html`<span class="first" id="notice-${code}" aria-hidden="true" .textContent=${notice}></span>`
            : nothing
        }</span
      ><input
        type="radio"
        name="channel"
        value=${key}
        .checked=${selected}
        aria-describedby=${described || nothing}
        @change=${() => select(key)}
    /></label>
    ${open ? html`<div class="panel">${open}</div>` : nothing}
  </div>`;
}
