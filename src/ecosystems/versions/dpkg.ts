import { refuseAbsurd, unreadableVersion, type VersionScheme } from './scheme.ts';
import { compareDigits } from './tokens.ts';

/** `[epoch:]upstream[-revision]`; an absent epoch is 0, an absent revision is empty and equals `0`. */
interface DpkgVersion {
  readonly epoch: string;
  readonly upstream: readonly Run[];
  readonly revision: readonly Run[];
}

/** A stretch without digits followed by a stretch of digits; either may be empty. */
interface Run {
  readonly text: string;
  readonly digits: string;
}

const HIGHEST_EPOCH = '2147483647';
const EMPTY_RUN: Run = { text: '', digits: '' };

/**
 * Debian and Ubuntu packages. Grammar and order: deb-version(7), Debian Policy 5.6.12.
 *
 *     version  = [epoch ":"] upstream ["-" revision]
 *     upstream = 1*(letter / digit / "." / "+" / "~" / "-" / ":")   the last "-" begins the revision,
 *     revision = 1*(letter / digit / "." / "+" / "~")               ":" only where there is an epoch
 *
 * A tilde sorts before everything, even the end; letters sort before other characters; digits compare as numbers.
 */
export const dpkg: VersionScheme<DpkgVersion> = {
  name: 'dpkg',
  parse,
  compare,
};

function compare(a: DpkgVersion, b: DpkgVersion): number {
  return compareDigits(a.epoch, b.epoch) || compareRuns(a.upstream, b.upstream) || compareRuns(a.revision, b.revision);
}

function parse(version: string): DpkgVersion {
  refuseAbsurd('dpkg', version);
  const [epoch, rest] = splitEpoch(version);
  const [upstream, revision] = splitRevision(rest);
  const readable = /^[A-Za-z0-9.+~:-]+$/.test(upstream) && /^[A-Za-z0-9.+~]*$/.test(revision);
  if (!readable || rest.endsWith('-')) throw unreadableVersion('dpkg', version);
  return { epoch, upstream: toRuns(upstream), revision: toRuns(revision) };
}

/** The first colon ends the epoch, a number that dpkg keeps in a signed 32-bit integer. */
function splitEpoch(version: string): [string, string] {
  const colon = version.indexOf(':');
  if (colon < 0) return ['0', version];
  const epoch = version.slice(0, colon);
  if (!/^\d+$/.test(epoch) || compareDigits(epoch, HIGHEST_EPOCH) > 0) throw unreadableVersion('dpkg', version);
  return [epoch, version.slice(colon + 1)];
}

/** The last hyphen begins the revision. */
function splitRevision(version: string): [string, string] {
  const hyphen = version.lastIndexOf('-');
  return hyphen < 0 ? [version, ''] : [version.slice(0, hyphen), version.slice(hyphen + 1)];
}

function toRuns(part: string): Run[] {
  return Array.from(part.matchAll(/(\D*)(\d*)/g), ([, text = '', digits = '']) => ({ text, digits }));
}

function compareRuns(a: readonly Run[], b: readonly Run[]): number {
  for (let i = 0; i < a.length || i < b.length; i++) {
    const left = a[i] ?? EMPTY_RUN;
    const right = b[i] ?? EMPTY_RUN;
    const order = compareTexts(left.text, right.text) || compareDigits(left.digits, right.digits);
    if (order !== 0) return order;
  }
  return 0;
}

function compareTexts(a: string, b: string): number {
  for (let i = 0; i < a.length || i < b.length; i++) {
    const order = weight(a[i]) - weight(b[i]);
    if (order !== 0) return order;
  }
  return 0;
}

/** `~` < end < letters < everything else. */
function weight(character: string | undefined): number {
  if (character === undefined) return 0;
  if (character === '~') return -1;
  const code = character.charCodeAt(0);
  return /[A-Za-z]/.test(character) ? code : code + 256;
}
