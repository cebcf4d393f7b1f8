import type { ChannelField, ChannelView, SessionView } from '../../shared/api/views.ts';
import type { Problem } from '../../shared/problem.ts';
import type { PaymentRequestBody } from '../session/payment-commands.ts';
import { checkField } from '../ui/field-check.ts';
import type { ChannelFormState } from './channel-form-state.ts';

/** The request for the payment, or `undefined` with the faults noted in the form. */
export function paymentRequestOf(form: ChannelFormState, session: SessionView): PaymentRequestBody | undefined {
  const selected = form.selectedOf(session);
  form.unchosen = !selected;
  if (!selected) return undefined;
  if (selected.kind === 'saved') return { savedMethod: selected.method.id };
  const { channel } = selected;
  const fields: Record<string, string> = {};
  form.faults.clear();
  for (const field of channel.fields) {
    const value = form.values.get(field.name)?.trim() ?? '';
    const fault = checkField(field, value);
    if (fault) form.faults.set(field.name, fault);
    if (value !== '') fields[field.name] = value;
  }
  if (form.faults.size > 0) return undefined;
  return {
    channel: channel.code,
    ...(channel.fields.length > 0 ? { fields } : {}),
    ...(mustSave(session, channel) || (form.consent && maySave(session, channel)) ? { save: true } : {}),
  };
}

/** Something was typed. A fault goes away as soon as it is corrected; new ones are shown when the customer pays. */
export function keepTyped(form: ChannelFormState, field: ChannelField, value: string): void {
  form.values.set(field.name, value);
  if (!checkField(field, value)) form.faults.delete(field.name);
}

/** Notes the fields that the BFF refused. */
export function markRefused(form: ChannelFormState, problem: Problem): void {
  for (const { path } of problem.errors ?? []) {
    const name = /^fields\.(.+)$/.exec(path)?.[1];
    if (name !== undefined) form.faults.set(name, 'wrong');
  }
}

/** Paying saves the method: the shop or the channel requires it. */
export const mustSave = ({ checkout }: SessionView, channel: ChannelView): boolean =>
  channel.saveRequired === true || (channel.savable && checkout.savePayment === 'require');

/** Paying saves the method if the customer ticks the box. */
export const maySave = ({ checkout }: SessionView, channel: ChannelView): boolean =>
  channel.savable && checkout.savePayment === 'offer';
