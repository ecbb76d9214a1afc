import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { LRUCache } from 'lru-cache';
import { AppError } from '../model/index.ts';

/** Which addresses this process may connect to. Checked for address literals, after every name lookup and at every redirect. */
export interface EgressPolicy {
  /** True when connecting to this IP address (v4 or v6 text, without brackets) is allowed. */
  allows(address: string): boolean;
}

/** Resolves a name to all its addresses, as `dns.lookup` with `all: true` does. */
export type ResolveName = (
  hostname: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

// Attack: a registry address, redirect or token realm that points to the machine itself or its link-local neighbours.
const DENIED = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4'];
const DENIED_V6 = ['::/128', '::1/128', 'fe80::/10', 'ff00::/8'];
// Attack: cloud metadata services hand out the credentials of the machine. A wide allowed range does not include them.
const METADATA = ['169.254.169.254/32', '100.100.100.200/32', 'fd00:ec2::254/128'];

// Attack: a name that resolves to another address each time must not fill the memory.
const MAX_CACHED = 1_000;

/**
 * The policy: loopback, link-local, "this network", multicast, reserved and metadata addresses are refused; private ranges are
 * allowed, since registries of an organisation are there. `allow` has further addresses or CIDRs; a metadata address
 * is allowed only when named exactly. IPv6 forms that embed an IPv4 address (mapped, compatible, NAT64, 6to4) follow the IPv4 rule.
 * Throws config_invalid naming an entry that is not a CIDR.
 */
export function createEgressPolicy(allow: readonly string[]): EgressPolicy {
  const exact = blockList(allow.filter(isExact));
  const ranges = blockList(allow.filter((cidr) => !isExact(cidr)));
  const denied = blockList([...DENIED, ...DENIED_V6]);
  const metadata = blockList(METADATA);
  const allows = (address: string): boolean => {
    const family = familyOf(address);
    if (family === null) return false;
    if (exact.check(address, family)) return true;
    if (metadata.check(address, family)) return false;
    return ranges.check(address, family) || !denied.check(address, family);
  };
  return { allows: cached(allows) };
}

/** The policy never changes, and each check creates native objects: one for every request would slow down garbage collection. */
function cached(allows: (address: string) => boolean): (address: string) => boolean {
  const answers = new LRUCache<string, boolean>({ max: MAX_CACHED });
  return (address) => {
    const answer = answers.get(address) ?? allows(address);
    answers.set(address, answer);
    return answer;
  };
}

/** Refuses a URL whose host is an address literal outside the policy: no lookup is made for literals. Throws egress_denied. */
export function checkLiteral(policy: EgressPolicy, url: URL): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !policy.allows(host)) throw egressDenied(url.hostname, host);
}

/**
 * A lookup for `net.connect` that succeeds only when every address of the name is allowed. The connection goes to a checked
 * address, so a name that changes between check and use (DNS rebinding) gains nothing.
 */
export function checkedLookup(policy: EgressPolicy, resolve: ResolveName = systemLookup): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, []);
      const refused = addresses.find(({ address }) => !policy.allows(address));
      if (refused) return done(egressDenied(hostname, refused.address), []);
      if (options.all) return done(null, addresses);
      const [first] = addresses;
      return done(null, first?.address ?? '', first?.family);
    });
  };
}

function egressDenied(host: string, address: string): AppError {
  const what = host.replace(/^\[|\]$/g, '') === address ? host : `${host} (${address})`;
  return new AppError(
    'egress_denied',
    `connecting to ${what} is refused by the egress policy; HULLWATCH_EGRESS_ALLOW can allow it`,
    {
      subject: host,
    },
  );
}

function blockList(cidrs: readonly string[]): BlockList {
  const list = new BlockList();
  for (const cidr of cidrs) addSubnet(list, cidr);
  return list;
}

function addSubnet(list: BlockList, cidr: string): void {
  const { address, prefix, family } = parseCidr(cidr);
  list.addSubnet(address, prefix, family);
  if (family === 'ipv6') return;
  const hex = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
  list.addSubnet(`::${address}`, 96 + prefix, 'ipv6');
  list.addSubnet(`64:ff9b::${address}`, 96 + prefix, 'ipv6');
  list.addSubnet(`2002:${hex.slice(0, 2).join('')}:${hex.slice(2).join('')}::`, 16 + prefix, 'ipv6');
}

function parseCidr(cidr: string): { address: string; prefix: number; family: 'ipv4' | 'ipv6' } {
  const [address = '', prefixText, ...rest] = cidr.trim().split('/');
  const family = familyOf(address);
  const bits = family === 'ipv4' ? 32 : 128;
  const prefix = prefixText === undefined ? bits : Number(prefixText);
  const valid = family !== null && rest.length === 0 && /^\d{1,3}$/.test(prefixText ?? '0') && prefix <= bits;
  if (!valid) throw new AppError('config_invalid', `${cidr} is neither an IP address nor a CIDR`, { subject: cidr });
  return { address, prefix, family };
}

function isExact(cidr: string): boolean {
  const { prefix, family } = parseCidr(cidr);
  return prefix === (family === 'ipv4' ? 32 : 128);
}

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  const version = isIP(address);
  if (version === 0) return null;
  return version === 4 ? 'ipv4' : 'ipv6';
}
