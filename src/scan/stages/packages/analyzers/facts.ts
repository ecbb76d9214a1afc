import type { OsRelease } from '../../../../ecosystems/index.ts';
import type { Analyzer, Fact } from '../../../../layers/index.ts';
import type { PackageFact } from '../../../../model/index.ts';

/** What the operating system says it is. */
export interface OsFact extends Fact {
  readonly kind: 'os';
  readonly os: OsRelease;
}

/** A package that a file names. */
export interface FoundPackage extends Fact, PackageFact {
  readonly kind: 'package';
  readonly path: string;
}

/** A package database that was read, with or without packages in it. */
export interface DatabaseFact extends Fact {
  readonly kind: 'package-database';
  readonly type: 'deb' | 'apk' | 'rpm';
}

/** What an analyzer of packages says of a file. */
export type SoftwareFact = FoundPackage | DatabaseFact;

/** Versions 1 of the analyzers of packages stored the package as a member of its own. */
interface FoundPackageV1 extends Fact {
  readonly package: PackageFact;
}

export function foundPackage(fact: PackageFact): FoundPackage {
  return { kind: 'package', key: JSON.stringify([fact.name, fact.version, fact.arch]), ...fact };
}

/** Why a package cannot be stored. */
export function checkPackage(fact: SoftwareFact): string | null {
  return fact.kind === 'package' ? refusal(fact) : null;
}

/** Facts of version 1 differ in shape only. */
export const VERSION_1: Analyzer<SoftwareFact>['earlier'] & object = { version: 1, convert: fromVersion1 };

function fromVersion1(fact: Fact): SoftwareFact {
  return fact.kind === 'package' ? foundPackage((fact as FoundPackageV1).package) : (fact as SoftwareFact);
}

const PLAIN = /^[^\p{Cc}\p{Cs}]+$/u;
/** An index of PostgreSQL holds 2,704 bytes a row. What does not fit is reported: cut, it would match no advisory. */
const TEXT_BYTES = 400;
const PATH_BYTES = 2_000;

/** Names go into text columns, URLs and terminals: no NUL, no control characters, no halves of characters, no novels. */
function refusal({ name, version, arch, sourceName, sourceVersion, path }: FoundPackage): string | null {
  const texts = [name, version, sourceName, sourceVersion, ...(arch === '' ? [] : [arch])];
  const isPlain = texts.every((text) => PLAIN.test(text) && Buffer.byteLength(text) <= TEXT_BYTES);
  if (!isPlain) return 'names a package with control characters or without end';
  return Buffer.byteLength(path) <= PATH_BYTES ? null : 'names a package at a path that is too long to be stored';
}
