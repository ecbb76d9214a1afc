import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';

/**
 * Readers of one configuration value each. They return the value or throw a `TypeError` that says what is
 * allowed; the caller adds the variable's name, so a secret value never has to appear in a message.
 */
export type ReadValue<T> = (text: string) => T;

export const readText: ReadValue<string> = (text) => text;

/** `host:port`, IPv6 in brackets; port 0 takes a free one. */
export const readAddress: ReadValue<{ host: string; port: number }> = (text) => {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^\s:[\]]+)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (!match || port > 65_535) throw new TypeError('must be host:port with a port from 0 to 65535');
  return { host: (match[1] ?? match[2]) as string, port };
};

export function readInteger(min: number, max: number): ReadValue<number> {
  return (text) => {
    const value = Number(text);
    if (/^\d{1,16}$/.test(text) && value >= min && value <= max) return value;
    throw new TypeError(`must be a whole number from ${min} to ${max}`);
  };
}

export const readBoolean: ReadValue<boolean> = (text) => {
  if (text === 'true' || text === 'false') return text === 'true';
  throw new TypeError('must be true or false');
};

export function readChoice(choices: readonly string[]): ReadValue<string> {
  return (text) => {
    if (choices.includes(text)) return text;
    throw new TypeError(`must be one of ${choices.join(', ')}`);
  };
}

export function readPattern(pattern: RegExp, allowed: string): ReadValue<string> {
  return (text) => {
    if (pattern.test(text)) return text;
    throw new TypeError(`must be ${allowed}`);
  };
}

/** Exactly 32 bytes, as 64 hexadecimal digits or as base64 (standard or URL alphabet). */
export const readKey: ReadValue<Buffer> = (text) => {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return Buffer.from(text, 'hex');
  const bytes = /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
  if (bytes.length === 32) return bytes;
  throw new TypeError('must be 32 bytes as base64 (44 characters) or as 64 hexadecimal digits');
};

/** A comma list, blanks around items dropped, empty items ignored. */
export function readList(readItem: ReadValue<string>): ReadValue<readonly string[]> {
  return (text) => splitList(text).map(readItem);
}

/** One address block such as `10.0.0.0/8` or `fd00::/8`; a bare address stands for itself. */
export const readCidr: ReadValue<string> = (text) => {
  const [address = '', bits] = text.split('/');
  const version = isIP(address);
  const prefix = bits === undefined ? widthOf(version) : Number(bits);
  if (version === 0 || !/^\d{1,3}$/.test(bits ?? '0') || prefix > widthOf(version))
    throw new TypeError(`holds ${text}, which is not an address block such as 10.0.0.0/8`);
  new BlockList().addSubnet(address, prefix, version === 6 ? 'ipv6' : 'ipv4');
  return `${address}/${prefix}`;
};

/** A folder, a zip file, or an http(s) URL. The message shows nothing of a URL, which may hold a password or a token. */
export const readSource: ReadValue<string> = (text) => {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text)) return text;
  const url = /^https?:/i.test(text) && URL.canParse(text) ? new URL(text) : null;
  if (url === null) throw new TypeError('holds an address that is neither a path nor an http or https URL');
  if (url.username === '' && url.password === '') return text;
  throw new TypeError('holds a URL with a user or a password, which the address of a feed may not carry');
};

/** `feed=place`, the place being what `readSource` takes. Whether there is such a feed is for others to say. */
export const readNamedSource: ReadValue<string> = (text) => {
  const [, feed = '', place = ''] = /^([a-z][a-z0-9-]{0,31})=(.+)$/s.exec(text) ?? [];
  if (feed === '') throw new TypeError('holds an item that is not feed=place, such as kev=/feeds/kev.json.zip');
  return `${feed}=${readSource(place)}`;
};

/** `postgresql://user@/name?host=folder` has no host, which a URL with a user must have. */
export const readDatabaseUrl: ReadValue<string> = (text) => {
  if (/^postgres(ql)?:\/\/\S+$/.test(text) && URL.canParse(text.replace('@/', '@localhost/'))) return text;
  throw new TypeError('must be a postgresql:// address, in which a user and a password are percent-encoded');
};

/** The text of a file of PEM certificates, each of which can be read. */
export const readCertificates: ReadValue<string> = (path) => {
  const text = readFileOf(path);
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (certificates.length === 0) throw new TypeError(`names ${path}, which holds no PEM certificate`);
  const unreadable = certificates.findIndex((certificate) => !isCertificate(certificate));
  if (unreadable >= 0) throw new TypeError(`names ${path}, whose certificate ${unreadable + 1} cannot be read`);
  return certificates.join('\n');
};

function readFileOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new TypeError(`names ${path}, which cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function widthOf(version: number): number {
  return version === 6 ? 128 : 32;
}
