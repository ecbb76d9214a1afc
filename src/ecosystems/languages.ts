/** OSV ecosystem of each purl type of a language; all other types belong to the distribution. */
export const LANGUAGES: Readonly<Record<string, string>> = { npm: 'npm', pypi: 'PyPI', golang: 'Go' };
