import { AppError } from '../../model/index.ts';

const MAX_LENGTH = 256;
const ALLOWED = 'host or host:port, without protocol, user, path or blanks; an IPv6 address in brackets';

/**
 * Checks `host[:port]` and returns it unchanged. An address that the URL parser reads
 * differently from a person, such as `good.example\@evil.example`, must never get as far as a request.
 * @throws AppError `invalid_parameter` with subject `registry_addr`
 */
export function checkRegistryAddress(address: string): string {
  const wellFormed = address.length <= MAX_LENGTH && isHostAndPort(address) && URL.canParse(`http://${address}/`);
  if (wellFormed) return address;
  throw new AppError('invalid_parameter', `registry_addr is not an address; allowed: ${ALLOWED}`, {
    subject: 'registry_addr',
  });
}

function isHostAndPort(address: string): boolean {
  const [, host, port] = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(\d{1,5}))?$/.exec(address) ?? [];
  if (host === undefined) return false;
  return port === undefined || (Number(port) >= 1 && Number(port) <= 65_535);
}
