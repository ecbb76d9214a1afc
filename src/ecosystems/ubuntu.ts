import { type EcosystemFamily, withRelease } from './ecosystem.ts';
import { dpkg } from './versions/dpkg.ts';

export const ubuntu: EcosystemFamily = {
  ecosystems: [{ name: 'Ubuntu', scheme: dpkg }],
  distributions: [{ id: 'ubuntu', packages: 'deb', ecosystem: (os) => withRelease('Ubuntu', releaseOf(os.versionId)) }],
};

/** Long-term releases come in April of even years, and OSV marks them: `22.04:LTS`. */
function releaseOf(versionId: string): string | null {
  const [, year, month] = /^(\d+)\.(\d+)/.exec(versionId) ?? [];
  if (!year || !month) return null;
  return `${year}.${month}${month === '04' && Number(year) % 2 === 0 ? ':LTS' : ''}`;
}
