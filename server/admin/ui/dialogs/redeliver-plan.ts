import { actResponse } from '../../wire/acts.ts';
import type { EventEntry } from '../../wire/timeline.ts';
import { send } from '../api/api.ts';
import type { ActPlan } from './act-plan.ts';

/** Sends an event of a payment or a payout once more. @param of the path of what it is about, `/api/payouts/po_…` */
export const redeliverPlan = (of: string, event: EventEntry): ActPlan => ({
  title: 'Send the event again',
  explain: `${event.type} goes to the shop once more, with the same id, so that a shop that has it already can tell.`,
  button: 'Send again',
  async perform(values) {
    await send(`${of}/redeliver`, { event: event.id, note: values['note'] }, actResponse);
    return `${event.type} is being sent again.`;
  },
});
