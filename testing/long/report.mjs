/**
 * The page that a long run leaves (docs/long-tests.md).
 * @param {{started: Date, commit: string, machine: string}} run
 * @param {readonly {name: string, what: string, scale?: number, node: string, line: string, passed: boolean, seconds: number, failures: string[]}[]} results
 */
export function writeReport({ started, commit, machine }, results) {
  const good = results.every(({ passed }) => passed);
  const failures = results.flatMap((each) => each.failures.map((title) => `- ${each.name}: ${title}`));
  return `# Long tests

What does not fit into CI's 20 minutes: \`npm run test:long\`. It is run before an issue is called done, and writes this page.
The parts are listed in \`testing/long/plan.mjs\`; \`npm test\` holds a smaller version of each.

Last run: ${started.toISOString().slice(0, 16).replace('T', ' ')} UTC, commit ${commit}, ${machine}. ${good ? 'Everything passed.' : 'Not everything passed.'}

| part | what | scale | Node | result | time |
| --- | --- | --- | --- | --- | --- |
${results.map(row).join('\n')}
${failures.length === 0 ? '' : `\nFailed:\n\n${failures.join('\n')}\n`}`;
}

function row({ name, what, scale, node, line, seconds }) {
  const time = `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  return `| ${name} | ${what} | ${scale ?? 1} | ${node} | ${line} | ${time} |`;
}
