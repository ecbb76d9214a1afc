import { expect, test } from 'vitest';
import { checkRegistryAddress } from './registry-address.ts';

test.each([
  'registry.example',
  'registry.example:5000',
  'REGISTRY:1',
  'registry_1:65535',
  '10.0.0.7:5000',
  '[fd00::7]:5000',
  '[::1]',
])('%s is an address', (address) => {
  expect(checkRegistryAddress(address)).toBe(address);
});

test.each([
  ['protocol', 'https://registry.example'],
  ['path', 'registry.example/v2'],
  ['query', 'registry.example?x'],
  ['fragment', 'registry.example#x'],
  ['user', 'user@registry.example'],
  ['user and password', 'user:pw@registry.example'],
  ['backslash host confusion', 'good.example\\@evil.example'],
  ['blank', 'registry example'],
  ['line break', 'registry.example\r\nHost: evil'],
  ['tab that URL parsers drop', 'registry\t.example'],
  ['full-width digits', '１27.0.0.1'],
  ['empty', ''],
  ['empty host', ':5000'],
  ['empty port', 'registry.example:'],
  ['port 0', 'registry.example:0'],
  ['port above 65535', 'registry.example:65536'],
  ['bare IPv6', 'fd00::7'],
  ['broken IPv6', '[fd00::7::1]'],
  ['IPv6 zone', '[fe80::1%25eth0]'],
  ['IPv4 that is malformed', '1.2.3.4.5.6:80000'],
  ['number above IPv4', '99999999999'],
  ['too long', `${'a'.repeat(257)}`],
])('%s is refused, naming registry_addr', (_, address) => {
  expect(() => checkRegistryAddress(address)).toThrow(
    expect.objectContaining({ code: 'invalid_parameter', subject: 'registry_addr' }),
  );
});
