import { type Rule, SEVERITIES } from './rule.ts';

/** The page of all rules, in Markdown, from the rules themselves. */
export function writeCatalogue(rules: readonly Rule[]): string {
  const counts = SEVERITIES.map((severity) => `${countOf(rules, severity)} ${severity}`).join(', ');
  return `${[
    '# Build-command rules',
    `Written by a test from \`src/scan/stages/build-commands/rules\`; change the rules, not this page. ${rules.length} rules: ${counts}.`,
    ['| rule | severity | finds |', '| --- | --- | --- |', ...rules.map(toRow)].join('\n'),
    ...rules.map(toSection),
  ].join('\n\n')}\n`;
}

function countOf(rules: readonly Rule[], wanted: string): number {
  return rules.filter(({ severity }) => severity === wanted).length;
}

function toRow({ id, severity, title }: Rule): string {
  return `| [${id}](#${id}) | ${severity} | ${title.en} |`;
}

function toSection({ id, severity, title, why, fix, examples }: Rule): string {
  return [
    `## ${id}`,
    `${title.en} · ${title.zh} · **${severity}**`,
    `Why: ${why.en} ${why.zh}`,
    `Instead: ${fix.en} ${fix.zh}`,
    'Found:',
    toBlock(examples.matches),
    'Not found:',
    toBlock(examples.passes),
  ].join('\n\n');
}

function toBlock(lines: readonly string[]): string {
  return ['```dockerfile', ...lines, '```'].join('\n');
}
