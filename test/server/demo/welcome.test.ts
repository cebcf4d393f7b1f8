import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoAddresses } from '../../../server/demo/addresses.ts';
import { welcomeText } from '../../../server/demo/welcome.ts';

test('the welcome says that the demo shop learns nothing where events go elsewhere', () => {
  const addresses = demoAddresses({ host: '127.0.0.1', port: 4000, shopPort: undefined }, undefined);
  const facts = {
    addresses,
    apiKey: 'k',
    payoutKeys: [],
    backOffice: undefined,
    dataDirectory: './data',
    hasWidget: true,
  };
  assert.match(
    welcomeText({ ...facts, eventsGoTo: 'http://localhost:3000/hook' }),
    /Events go to http:\/\/localhost:3000\/hook .* the shop of the demo never learns/,
  );
  assert.doesNotMatch(welcomeText({ ...facts, eventsGoTo: undefined }), /never learns/);
});
