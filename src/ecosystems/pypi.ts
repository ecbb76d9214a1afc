import type { EcosystemFamily } from './ecosystem.ts';
import { pep440 } from './versions/pep440.ts';

export const pypi: EcosystemFamily = {
  ecosystems: [{ name: 'PyPI', scheme: pep440, language: { purlType: 'pypi' }, normalizeName }],
};

/** https://packaging.python.org/en/latest/specifications/name-normalization/ */
function normalizeName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
