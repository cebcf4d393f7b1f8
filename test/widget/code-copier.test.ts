import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodeCopier } from '../../widget/code-copier.ts';
import { paymentMessages } from '../../widget/i18n/payment/en.ts';
import { ChannelFormState } from '../../widget/screens/channel-form-state.ts';

test('a number of another instruction does not count as copied', async (t) => {
  const navigator = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  const clipboard = { writeText: () => Promise.resolve() };
  Object.defineProperty(globalThis, 'navigator', { value: { clipboard }, configurable: true });
  t.after(() =>
    navigator
      ? Object.defineProperty(globalThis, 'navigator', navigator)
      : Reflect.deleteProperty(globalThis, 'navigator'),
  );
  const host = { form: new ChannelFormState(), requestUpdate: () => {}, announce: () => {} };
  const copier = new CodeCopier(host, paymentMessages);
  t.after(() => copier.stop());
  await copier.copy('code', '3816', null);
  assert.equal(copier.copied, 'code');
  copier.reset();
  assert.equal(copier.copied, undefined);
});
