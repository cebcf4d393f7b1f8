import { html, nothing, type TemplateResult } from 'lit';
import type { SessionView } from '../../shared/api/views.ts';
import { CHANNEL_GROUPS } from '../../shared/channel-kind.ts';
import type { Messages } from '../i18n/messages.ts';
import { searchIcon } from '../ui/icons.ts';
import { tile } from '../ui/tile.ts';
import { type ChooseForm, savedKey } from './choose-form.ts';

export interface ChooseContext {
  readonly session: SessionView;
  readonly form: ChooseForm;
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
export function chooseScreen(context: ChooseContext): TemplateResult {
  const { session, form, t } = context;
  const query = form.query.trim().toLowerCase();
  const saved = session.savedMethods.map((method) => ({
    key: savedKey(method),
    code: method.channel,
    label: method.label,
    masked: method.masked,
    heading: t.savedHeading,
  }));
  const offered = session.channels.map(({ code, label, group }) => ({
    key: code,
    code,
    label,
    masked: undefined,
    heading: t.groups[group],
  }));
  const rows: Row[] = [...saved, ...offered].filter(
    ({ key, label }) => key === form.key || label.toLowerCase().includes(query),
  );
  const onSubmit = (event: Event) => {
    event.preventDefault();
    context.submit();
  };
  return html`<form id="choose" class="screen" novalidate @submit=${onSubmit}>
    <h2 id="heading" tabindex="-1">${t.chooseHeading}</h2>
    ${session.channels.length > LONG_LIST ? searchBox(context) : nothing}
    <div class="list" part="channel-list">
      ${[t.savedHeading, ...CHANNEL_GROUPS.map((group) => t.groups[group])].map((heading) => {
        const own = rows.filter((row) => row.heading === heading);
        return own.length > 0
          ? html`<fieldset>
              <legend>${heading}</legend>
              <div class="rows">${own.map((row) => radioRow(context, row))}</div>
            </fieldset>`
          : nothing;
      })}
      ${rows.length > 0 ? nothing : html`<p class="muted">${query ? t.noMatch(form.query) : t.noChannels}</p>`}
    </div>
  </form>`;
}

function searchBox({ form, t, search }: ChooseContext): TemplateResult {
  const onInput = (event: Event) => event.target instanceof HTMLInputElement && search(event.target.value);
  const onKey = (event: KeyboardEvent) => event.key === 'Enter' && event.preventDefault();
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
  readonly heading: string;
}

function radioRow({ form, select, panel }: ChooseContext, { key, code, label, masked }: Row): TemplateResult {
  const selected = form.key === key;
  const open = selected ? panel : undefined;
  return html`<div class="row" part="channel" ?data-selected=${selected}>
    <label
      >${tile(code, label)}<span class="name"
        >${label}${masked ? html` <span class="masked">${masked}</span>` : nothing}</span
      ><input
        type="radio"
        name="channel"
        value=${key}
        .checked=${selected}
        aria-describedby=${open ? 'hint' : nothing}
        @change=${() => select(key)}
    /></label>
    ${open ? html`<div class="panel">${open}</div>` : nothing}
  </div>`;
}
