import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, publicDecrypt } from 'node:crypto';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createRsaThread, encryptHere } from '../../../server/platform/rsa-encrypt.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
const block = (text: string): Buffer => Buffer.from(text);

test('the thread encrypts as the main thread does, many messages at once', async () => {
  const encrypt = createRsaThread();
  const messages = Array.from({ length: 20 }, (_, index) => [block(`one ${index}`), block(`two ${index}`)]);
  const encrypted = await Promise.all(messages.map((blocks) => encrypt(privateKey, blocks)));
  for (const [index, blocks] of messages.entries()) {
    assert.deepEqual(encrypted[index], await encryptHere(privateKey, blocks));
    const [first] = blocks;
    assert.deepEqual(publicDecrypt(createPublicKey(privateKey), encrypted[index].subarray(0, 128)), first);
  }
});

test('what cannot be encrypted fails as on the main thread, and the next message does not', async () => {
  const encrypt = createRsaThread();
  const tooLong = [Buffer.alloc(128)];
  const error = await encryptHere(privateKey, tooLong).catch((cause: unknown) => cause);
  assert.ok(error instanceof Error);
  await assert.rejects(encrypt(privateKey, tooLong), { message: error.message });
  assert.equal((await encrypt(privateKey, [block('next')])).length, 128);
});

test('the event loop is free meanwhile', async () => {
  const encrypt = createRsaThread();
  const blocks = Array.from({ length: 2_000 }, () => block('a part of a long message'));
  await encrypt(privateKey, [block('start')]);
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 0);
  await encrypt(privateKey, blocks);
  clearInterval(counting);
  assert.ok(turns > 0, 'a timer ran before the answer came');
});

test('an idle thread does not keep the process alive', () => {
  const source = fileURLToPath(new URL('../../../server/platform/rsa-encrypt.ts', import.meta.url));
  const pem = String(privateKey.export({ format: 'pem', type: 'pkcs8' }));
  const program = `
    import { createPrivateKey } from 'node:crypto';
    import { createRsaThread } from ${JSON.stringify(source)};
    const encrypted = await createRsaThread()(createPrivateKey(${JSON.stringify(pem)}), [Buffer.from('x')]);
    console.log(encrypted.length);`;
  const out = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  assert.equal(out, '128\n');
});
