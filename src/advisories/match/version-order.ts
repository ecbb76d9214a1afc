import type { VersionScheme } from '../../ecosystems/index.ts';
import { AppError, isAppError } from '../../model/index.ts';

/** One installed version among the versions that advisories name, in the order of one scheme. */
export interface VersionOrder {
  /** Below 0 when the installed version is older than the named one, 0 when it counts as that version. */
  standTo(named: string): number;
  /** Whether the installed version counts as the named one; false also when either cannot be parsed. */
  isSameAs(named: string): boolean;
  /** Orders two named versions. */
  compare(a: string, b: string): number;
  /** Why the installed version has no place in the order, null when it has one. */
  whyUnreadable(): AppError | null;
}

/**
 * Parses each text once, however many advisories name it: those of a Python package list hundreds of versions each, and
 * mostly the same ones. It holds no more than the lists themselves; drop it with them.
 * `standTo` and `compare` throw AppError `unreadable` with the version as subject.
 */
export function openVersionOrder(scheme: VersionScheme, installed: string): VersionOrder {
  const read = parseOnce(scheme);
  const parse = (text: string) => {
    const version = read(text);
    if (version instanceof AppError) throw version;
    return version;
  };
  const standTo = (named: string) =>
    scheme.compareInstalled?.(parse(installed), parse(named)) ?? scheme.compare(parse(installed), parse(named));
  return {
    standTo,
    compare: (a, b) => scheme.compare(parse(a), parse(b)),
    isSameAs: (named) => ![installed, named].some((text) => read(text) instanceof AppError) && standTo(named) === 0,
    whyUnreadable() {
      const version = read(installed);
      return version instanceof AppError ? version : null;
    },
  };
}

/** Texts that are no versions are remembered as the error that says so. */
function parseOnce(scheme: VersionScheme): (text: string) => unknown {
  const parsed = new Map<string, unknown>();
  return (text) => {
    if (!parsed.has(text)) parsed.set(text, tryParse(scheme, text));
    return parsed.get(text);
  };
}

function tryParse(scheme: VersionScheme, text: string): unknown {
  try {
    return scheme.parse(text);
  } catch (error) {
    if (isAppError(error, 'unreadable')) return error;
    throw error;
  }
}
