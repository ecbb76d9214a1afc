// `npm run licences`: every package that an installation may bring, with version and licence. Fails on what must not be shipped.
import { ROOT } from '../house/source-files.ts';
import { reviewLicences } from './review.ts';

const { packages, objections } = reviewLicences(ROOT);
const width = Math.max(...packages.map(({ name }) => name.length));
for (const { name, version, licences } of packages) {
  console.log(`${name.padEnd(width)}  ${version.padEnd(16)}  ${licences.join(' and ')}`);
}
console.log(`${packages.length} packages`);
for (const each of objections) console.error(each);
process.exitCode = objections.length === 0 ? 0 : 1;
