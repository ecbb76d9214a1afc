import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkedLookup, checkLiteral, createEgressPolicy, type ResolveName } from './egress.ts';

const standard = createEgressPolicy([]);

test.each([
  '127.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '169.254.169.254',
  '169.254.1.1',
  '100.100.100.200',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  'fe80::1',
  'ff02::1',
  'fd00:ec2::254',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '::127.0.0.1',
  '64:ff9b::169.254.169.254',
  '2002:7f00:1::',
  'not-an-address',
  '',
])('refuses %s by default', (address) => {
  expect(standard.allows(address)).toBe(false);
});

test.each([
  '10.0.0.5',
  '192.168.1.1',
  '172.16.9.9',
  '93.184.216.34',
  '100.64.0.1',
  'fd00::1',
  '2001:db8::1',
  '64:ff9b::8.8.8.8',
])('allows %s by default: registries live on private ranges too', (address) => {
  expect(standard.allows(address)).toBe(true);
});

test('an allowed range includes addresses that are refused by default', () => {
  const policy = createEgressPolicy(['127.0.0.0/8', '::1']);
  expect(policy.allows('127.0.0.1')).toBe(true);
  expect(policy.allows('::ffff:127.0.0.1')).toBe(true);
  expect(policy.allows('::1')).toBe(true);
  expect(policy.allows('169.254.0.1')).toBe(false);
});

test('metadata addresses are allowed only when named exactly', () => {
  expect(createEgressPolicy(['0.0.0.0/0']).allows('169.254.169.254')).toBe(false);
  expect(createEgressPolicy(['169.254.0.0/16']).allows('169.254.169.254')).toBe(false);
  expect(createEgressPolicy(['169.254.0.0/16']).allows('169.254.0.1')).toBe(true);
  expect(createEgressPolicy(['169.254.169.254']).allows('169.254.169.254')).toBe(true);
});

test('every form of a loopback address is refused', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (rest) => {
      const v4 = `127.${rest >> 16}.${(rest >> 8) & 255}.${rest & 255}`;
      for (const form of [v4, `::ffff:${v4}`, `::${v4}`, `64:ff9b::${v4}`]) expect(standard.allows(form)).toBe(false);
    }),
  );
});

test.each(['10.0.0.0/33', 'example.com', '10.0.0.0/', '10.0.0.0/8/8', '::1/129', '10.0.0.0/-1'])(
  '%s is no CIDR',
  (cidr) => {
    expect(() => createEgressPolicy([cidr])).toThrow(
      expect.objectContaining({ code: 'config_invalid', subject: cidr }),
    );
  },
);

test.each([
  'http://127.0.0.1/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://[::1]:5000/',
  'http://[::ffff:127.0.0.1]/',
])('the literal of %s is checked without a lookup', (url) => {
  expect(() => checkLiteral(standard, new URL(url))).toThrow(expect.objectContaining({ code: 'egress_denied' }));
});

test('a name is refused when any of its addresses is', async () => {
  const resolve: ResolveName = (_name, _options, done) =>
    done(null, [
      { address: '93.184.216.34', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ]);
  const answer = new Promise((done) =>
    checkedLookup(standard, resolve)('rebind.example', { all: true }, (...args) => done(args)),
  );
  expect(await answer).toEqual([expect.objectContaining({ code: 'egress_denied', subject: 'rebind.example' }), []]);
});

test('a lookup returns all addresses, or one when one is requested', async () => {
  const addresses = [
    { address: '10.0.0.1', family: 4 },
    { address: '10.0.0.2', family: 4 },
  ];
  const lookup = checkedLookup(standard, (_name, _options, done) => done(null, addresses));
  expect(await new Promise((done) => lookup('a.example', { all: true }, (...args) => done(args)))).toEqual([
    null,
    addresses,
  ]);
  expect(await new Promise((done) => lookup('a.example', {}, (...args) => done(args)))).toEqual([null, '10.0.0.1', 4]);
});
