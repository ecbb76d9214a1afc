import { type ConfigSection, EMPTY_CONFIG, type HistoryEntry, type ImageHistory } from '../history/image-history.ts';

/**
 * The image that BuildKit makes of the instructions of an example, as far as rules look at it. `RUN |1 A=b /bin/sh -c …`
 * is taken as it stands, and FROM is what Buildah writes, since BuildKit does not record it. Without a USER the examples
 * of other rules would all break `no-user-set`; who compares looks at one rule only.
 */
export function exampleImage(example: string): ImageHistory {
  const lines = example.split(/\n(?=[A-Z]+ )/).map(splitLine);
  const shell = lines.find(([keyword]) => keyword === 'SHELL')?.[1] ?? '["/bin/sh", "-c"]';
  const history = lines.map((line) => toEntry(line, (JSON.parse(shell) as string[]).join(' ')));
  const layers = history.filter(({ emptyLayer }) => !emptyLayer).length;
  return {
    os: /powershell|cmd/.test(shell) ? 'windows' : 'linux',
    history,
    layers: Array.from({ length: layers }, (_, index) => `sha256:${String(index).padStart(64, '0')}`),
    config: toConfig(lines),
    cuts: [],
  };
}

type Line = readonly [keyword: string, rest: string];

function splitLine(line: string): Line {
  const [, keyword = '', rest = ''] = /^(\S+)\s+(.*)$/s.exec(line) ?? [];
  return [keyword, rest];
}

function toEntry([keyword, rest]: Line, shell: string): HistoryEntry {
  const makesLayer = keyword === 'RUN' || keyword === 'COPY' || keyword === 'ADD';
  const common = { created: '2026-01-01T00:00:00Z', author: '', emptyLayer: !makesLayer };
  if (keyword === 'FROM') return { ...common, createdBy: '/bin/sh', comment: `FROM ${rest}` };
  const suffix = makesLayer ? ' # buildkit' : '';
  return {
    ...common,
    createdBy: `${keyword} ${withShell(keyword, rest, shell)}${suffix}`,
    comment: 'buildkit.dockerfile.v0',
  };
}

function withShell(keyword: string, rest: string, shell: string): string {
  if (keyword === 'HEALTHCHECK') return rest.replace(/^CMD /, '');
  return keyword !== 'RUN' || rest.startsWith('|') ? rest : `${shell} ${rest}`;
}

function toConfig(lines: readonly Line[]): ConfigSection {
  const last = (wanted: string) => lines.findLast(([keyword]) => keyword === wanted)?.[1] ?? '';
  const labels = lines
    .filter(([keyword]) => keyword === 'LABEL')
    .map(([, rest]) => rest.split('=') as [string, string]);
  return { ...EMPTY_CONFIG, user: last('USER'), labels: Object.fromEntries(labels) };
}
