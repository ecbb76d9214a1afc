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
  expect(problems).toEqual(['176 findings beyond the first 1024 are not kept']);
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
