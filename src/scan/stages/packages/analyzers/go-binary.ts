import type { Analyzer } from '../../../../layers/index.ts';
import { checkPackage, foundPackage, type SoftwareFact, VERSION_1 } from './facts.ts';
import { findBuildInfo, searchBuildInfo } from './go/build-info.ts';
import { isExecutable, isPacked } from './go/executable.ts';
import { parseModules, stdlibVersion } from './go/modules.ts';

/** Below this no Go program fits: the runtime alone is larger. */
const MIN_BYTES = 16 * 1024;

/** Modules and standard library that Go programs say they were built from; stripped programs say it too. */
export const goBinary: Analyzer<SoftwareFact> = {
  name: 'go-binary',
  version: 2,
  earlier: VERSION_1,
  check: checkPackage,
  // Plugins and libraries need no executable bit, so the first bytes decide, not the mode.
  wants: (_path, entry) => entry.type === 'file' && entry.size >= MIN_BYTES && isExecutable,
  analyze: ({ path, bytes }) => {
    const info = findBuildInfo(bytes);
    if (!info && isPacked(bytes)) throw new Error('is packed with UPX, which hides what it was built from');
    return info ? describe(path, info) : [];
  },
  excerpt: searchBuildInfo,
};

function describe(path: string, info: { goVersion: string; modules: string }): SoftwareFact[] {
  const stdlib = { name: 'stdlib', version: stdlibVersion(info.goVersion) };
  return [stdlib, ...parseModules(info.modules)].map(({ name, version }) => {
    // Advisories write Go versions without the v that modules have.
    const sourceVersion = version.replace(/^v(?=\d)/, '');
    return foundPackage({ type: 'golang', name, version, arch: '', sourceName: name, sourceVersion, path });
  });
}
