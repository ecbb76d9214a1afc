import { matchPackages } from '../../../advisories/index.ts';
import type { Transaction } from '../../../database/index.ts';
import { savePackageAdvisories } from '../../../findings/index.ts';
import type { StoredPackage } from '../../../inventory/index.ts';

/** Brings the matches of these packages in line with the loaded advisories; unchanged matches write no row. */
export async function matchStoredPackages(
  tx: Transaction,
  projectPk: number,
  packages: readonly StoredPackage[],
): Promise<void> {
  const packagePks = packages.map((each) => each.packagePk);
  await savePackageAdvisories(tx, projectPk, packagePks, await matchPackages(tx, packages));
}
