import { html, nothing, type TemplateResult } from 'lit';
import type { PaymentRow } from '../../wire/payments.ts';
import { moneyText } from '../texts/format.ts';
import { channelName, PAYMENT_LABELS } from '../texts/labels.ts';
import { QUESTIONS_TEXT } from '../texts/questions.ts';
import { badge } from './badge.ts';
import { moment } from './moment.ts';

/** Payments as a table; on a narrow screen each row is a card. The roles stay what they are either way. */
export const paymentTable = (rows: readonly PaymentRow[], caption: string): TemplateResult =>
  html`<table class="list" role="table">
    <caption class="unseen">
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">Order</th>
        <th role="columnheader" scope="col">Started</th>
        <th role="columnheader" scope="col">Channel</th>
        <th role="columnheader" scope="col">Provider</th>
        <th role="columnheader" scope="col">Status</th>
        <th role="columnheader" scope="col" class="number">Amount</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(paymentRow)}
    </tbody>
  </table>`;

const paymentRow = (row: PaymentRow): TemplateResult =>
  html`<tr role="row">
    <th role="rowheader" scope="row" class="main"><a href="/payments/${row.id}">${row.reference || row.id}</a></th>
    <td role="cell" class="when">${moment(row.createdAt)}</td>
    <td role="cell" class="channel">${channelName(row.channel)}</td>
    <td role="cell" class="provider">${row.provider}</td>
    <td role="cell" class="status">${statusBadges(row)}</td>
    <td role="cell" class="number amount">
      ${moneyText(row)}
      ${
        row.refundedAmount === 0
          ? nothing
          : html`<small>${moneyText({ amount: row.refundedAmount, currency: row.currency })} refunded</small>`
      }
    </td>
  </tr>`;

/** The status, and that somebody has to look. */
export const statusBadges = ({ status, review }: Pick<PaymentRow, 'status' | 'review'>): TemplateResult =>
  html`<span class="badges"
    >${badge(PAYMENT_LABELS[status])}${
      review === undefined ? nothing : badge({ text: QUESTIONS_TEXT[review].title, tone: 'warn' })
    }</span
  >`;
