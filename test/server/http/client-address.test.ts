import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressGroup, clientAddressOf } from '../../../server/http/middleware/client-address.ts';

const address = (socket: string, forwarded: string | undefined, hops: number): string =>
  clientAddressOf({ socket: { remoteAddress: socket }, headers: { 'x-forwarded-for': forwarded } }, hops);

describe('the client’s address', () => {
  it('is the socket’s without a trusted proxy, whatever a header says', () => {
    assert.equal(address('203.0.113.5', '198.51.100.1', 0), '203.0.113.5');
    assert.equal(address('::ffff:203.0.113.5', undefined, 0), '203.0.113.5');
  });

  it('is the address that the outermost trusted proxy saw', () => {
    assert.equal(address('10.0.0.1', '203.0.113.5', 1), '203.0.113.5');
    assert.equal(address('10.0.0.1', '203.0.113.5, 10.0.0.2', 2), '203.0.113.5');
  });

  it('is never an address that the client itself put into the header', () => {
    assert.equal(address('10.0.0.1', '127.0.0.1, 1.2.3.4, 203.0.113.5', 1), '203.0.113.5');
    assert.equal(address('10.0.0.1', '1.2.3.4, 203.0.113.5, 10.0.0.2', 2), '203.0.113.5');
  });

  it('is the furthest trustworthy address where the header is too short or invalid', () => {
    assert.equal(address('10.0.0.1', undefined, 2), '10.0.0.1');
    assert.equal(address('10.0.0.1', '', 1), '10.0.0.1');
    assert.equal(address('10.0.0.1', 'unknown', 1), '10.0.0.1');
    assert.equal(address('10.0.0.1', 'evil, 10.0.0.2', 2), '10.0.0.2');
  });

  it('is read in every form that gateways write (F10)', () => {
    for (const [written, read] of [
      ['1.2.3.4:5678', '1.2.3.4'],
      ['"1.2.3.4:5678"', '1.2.3.4'],
      [' 1.2.3.4 ', '1.2.3.4'],
      ['[2001:db8::1]:443', '2001:db8::1'],
      ['[2001:db8::1]', '2001:db8::1'],
      ['"[2001:db8::1]:443"', '2001:db8::1'],
      ['2001:db8::1', '2001:db8::1'],
      ['fe80::1%eth0', 'fe80::1'],
      ['[fe80::1%25eth0]:80', 'fe80::1'],
      ['::ffff:1.2.3.4', '1.2.3.4'],
      ['[::ffff:1.2.3.4]:80', '1.2.3.4'],
      ['::ffff:102:304', '1.2.3.4'],
      ['0:0:0:0:0:ffff:1.2.3.4', '1.2.3.4'],
    ] as const) {
      assert.equal(address('10.0.0.1', written, 1), read, written);
      assert.equal(address('10.0.0.1', `9.9.9.9, ${written}, 10.0.0.2:80`, 2), read, written);
    }
    for (const nonsense of [
      '1.2.3',
      '1.2.3.4:',
      '1.2.3.4:567890',
      'for=1.2.3.4',
      '[1.2.3.4',
      '"',
      `1.2.3.4${' '.repeat(200)}`,
    ])
      assert.equal(address('10.0.0.1', nonsense, 1), '10.0.0.1', nonsense);
  });

  it('is never taken from the Forwarded header (F10)', () => {
    const headers = { forwarded: 'for=1.2.3.4', 'x-forwarded-for': undefined };
    assert.equal(clientAddressOf({ socket: { remoteAddress: '10.0.0.1' }, headers }, 1), '10.0.0.1');
  });

  it('counts IPv6 by its /64, however it is written', () => {
    const group = addressGroup('2001:db8:1:2:3:4:5:6');
    assert.equal(group, '2001:db8:1:2::/64');
    for (const same of [
      '2001:db8:1:2::',
      '2001:0db8:0001:0002:ffff::1',
      '2001:DB8:1:2:0:0:0:9',
      '2001:db8:1:2::1%eth0',
    ]) {
      assert.equal(addressGroup(same), group, same);
    }
    assert.equal(addressGroup('::1'), '0:0:0:0::/64');
    assert.equal(addressGroup('2001:db8::1'), '2001:db8:0:0::/64');
    assert.notEqual(addressGroup('2001:db8:1:3::1'), group);
    assert.equal(addressGroup('203.0.113.5'), '203.0.113.5');
  });
});
