/**
 * The page that long runs leave (docs/long-tests.md). A part that was not run again keeps its row and its failures, so
 * that a run that is cut short loses nothing.
 * @param {string} earlier the page before; empty when there is none
 * @param {readonly {name: string, what: string}[]} plan
 * @param {{started: Date, commit: string, machine: string}} run
 * @param {readonly {name: string, what: string, scale?: number, node: string, line: string, passed: boolean, seconds: number, failures: string[]}[]} results
 */
export function writeReport(earlier, plan, run, results) {
  const lines = earlier.split('\n');
  const rows = plan.map(({ name, what }) => {
    const result = results.find((each) => each.name === name);
    if (result) return row(result, run);
    return lines.find((line) => line.startsWith(`| ${name} |`)) ?? `| ${name} | ${what} | | | not run yet | | |`;
  });
  const failures = plan.flatMap(({ name }) => {
    const result = results.find((each) => each.name === name);
    if (result) return result.failures.map((title) => `- ${name}: ${title}`);
    return lines.filter((line) => line.startsWith(`- ${name}: `));
  });
  return `# Long tests

What does not fit into CI's 20 minutes: \`npm run test:long\`. It is run before an issue is called done, and writes this page after each part.
The parts are listed in \`testing/long/plan.mjs\`; \`npm test\` holds a smaller version of each. Times are UTC.

| part | what | scale | Node | result | time | run |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
${failures.length === 0 ? '' : `\nFailed:\n\n${failures.join('\n')}\n`}`;
}

function row({ name, what, scale, node, line, seconds }, { started, commit, machine }) {
  const time = `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  const when = started.toISOString().slice(0, 16).replace('T', ' ');
  return `| ${name} | ${what} | ${scale ?? 1} | ${node} | ${line} | ${time} | ${when}, ${commit}, ${machine} |`;
}
