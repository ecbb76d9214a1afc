import { expect, test } from 'vitest';
import { squash } from '../../layers/index.ts';
import { AppError } from '../../model/index.ts';
import { arrangeStages, openStages } from './index.ts';
import { judgeImage } from './judge-image.ts';
import type { ImageView } from './port/image-view.ts';
import type { ImageStage, JudgedStage } from './port/stage.ts';
import { summarise } from './summarise.ts';
import { viewImage } from './view-image.ts';
import { viewUnreadImage } from './view-unread-image.ts';

const NOW = () => 1;
const VIEW = viewImage([{ digest: 'sha256:1', mediaType: 'tar', size: 1, isRead: true }], squash([]), null);

function aStage(change: Partial<ImageStage>): ImageStage {
  return {
    ...{ name: 'layers', needs: [], judges: 'image', version: () => '3', analyzers: [] },
    failureCode: 'failed_to_scan_file',
    evaluate: () => ({ findings: ['x'], state: 'ok', reason: null, counts: { found: 1 }, severity: 'low' }),
    ...change,
  };
}

test('a stage gives a result with its version and time, and its findings', async () => {
  const judged = await judgeImage(arrangeStages([aStage({})]), VIEW, NOW);
  expect(judged.get('layers')).toEqual({
    result: {
      ...{ stage: 'layers', state: 'ok', reason: null, failedCode: null, counts: { found: 1 }, severity: 'low' },
      ...{ version: '3', advisorySnapshot: null, finishedAt: 1 },
    },
    findings: ['x'],
  });
});

test('a stage sees what those that it needs gave, and no others', async () => {
  const seen: unknown[] = [];
  const look: ImageStage['evaluate'] = (_, { results }) => {
    seen.push([...results].map(([name, { result, findings }]) => [name, result.state, findings]));
    return { findings: null, state: 'ok', reason: null, counts: {}, severity: null };
  };
  const packages = aStage({ name: 'packages', needs: ['layers'], evaluate: look });
  const vulnerabilities = aStage({ name: 'vulnerabilities', needs: ['packages'], evaluate: look });
  await judgeImage(arrangeStages([aStage({}), packages, vulnerabilities]), VIEW, NOW);
  expect(seen).toEqual([[['layers', 'ok', ['x']]], [['packages', 'ok', null]]]);
});

test('one that throws fails with its code, those that need it are skipped, the others go on', async () => {
  const broken = (message: string) => () => {
    throw message === '' ? new TypeError('text of the image') : new AppError('unreadable', message);
  };
  const stages = [
    aStage({ evaluate: broken('') }),
    aStage({ name: 'packages', needs: ['layers'] }),
    aStage({ name: 'vulnerabilities', failureCode: 'failed_to_scan_vulnerability', evaluate: broken('no rules') }),
  ];
  const results = [...(await judgeImage(arrangeStages(stages), VIEW, NOW)).values()].map(({ result }) => result);
  expect(results.map(({ state, reason, failedCode }) => [state, reason, failedCode])).toEqual([
    ['failed', 'an unexpected TypeError ended the stage', 'failed_to_scan_file'],
    ['skipped', 'did not look, because the stage layers gave no result', null],
    ['failed', 'no rules', 'failed_to_scan_vulnerability'],
  ]);
});

test.each<[string, (view: ImageView) => unknown]>([
  ['packages', (view) => view.packages],
  ['problems of packages', (view) => view.packageProblems],
  ['the distribution', (view) => view.os],
  ['facts', (view) => view.facts('x')],
  ['removed files', (view) => view.removed('x')],
  ['problems of files', (view) => view.problemsOf([])],
])('a stage that asks an image that was not read for %s fails; one that asks for the config looks', async (_, ask) => {
  const layers = { ...(await judgeImage(arrangeStages([aStage({})]), VIEW, NOW)).get('layers') } as JudgedStage;
  const answer = { findings: null, state: 'ok', reason: null, counts: {}, severity: null } as const;
  const stages = arrangeStages([
    aStage({ evaluate: () => expect.fail('what is known is not judged again') }),
    aStage({ name: 'packages', evaluate: (view) => ({ ...answer, findings: ask(view) }) }),
    aStage({ name: 'build-commands', evaluate: ({ config }) => ({ ...answer, findings: config?.document }) }),
  ]);
  const view = viewUnreadImage(VIEW.layers, { document: { os: 'linux' }, history: [], problems: [] });
  const judged = await judgeImage(stages, view, NOW, new Map([['layers', layers]]));
  expect([...judged.values()].map(({ result, findings }) => [result.state, result.reason, findings])).toEqual([
    ['ok', null, ['x']],
    ['failed', 'the layers of the image were not read', null],
    ['ok', null, { os: 'linux' }],
  ]);
});

test.each<[string, object]>([
  ['a state that nobody knows', { state: 'fine' }],
  ['the state of a stage that gave nothing', { state: 'skipped', reason: 'no' }],
  ['ok with a reason', { reason: 'half of it' }],
  ['partial without a reason', { state: 'partial' }],
  ['a count that is no number', { counts: { found: Number.NaN } }],
  ['a negative count', { counts: { found: -1 } }],
  ['half a finding', { counts: { found: 1, other: 0.5 } }],
  ['a count above what can be stored', { counts: { found: 2 ** 31 } }],
  ['a count as text', { counts: { found: '1' } }],
  ['no counts', { counts: undefined }],
  ['a grade that images do not have', { severity: 'critical' }],
  ['the grade of an image without findings', { severity: 'none' }],
  ['a malformed snapshot', { advisorySnapshot: Number.NaN }],
])('a stage that answers %s has failed, and those that need it are skipped', async (_, change) => {
  const good = { findings: null, state: 'ok', reason: null, counts: { found: 0 }, severity: null };
  const wrong = aStage({ evaluate: () => ({ ...good, ...change }) as never });
  const judged = await judgeImage(arrangeStages([wrong, aStage({ name: 'packages', needs: ['layers'] })]), VIEW, NOW);
  const results = [...judged.values()].map(({ result, findings }) => [result.state, result.failedCode, findings]);
  expect(results).toEqual([
    ['failed', 'failed_to_scan_file', null],
    ['skipped', null, null],
  ]);
});

test.each<[string, object]>([
  ['findings without a grade', { counts: { found: 3 } }],
  ['no number of findings', { counts: {} }],
])('a stage with a counter that answers %s has failed, and the image is not called secure', async (_, change) => {
  const answer = { findings: null, state: 'ok', reason: null, counts: { found: 0 }, severity: null };
  const stage = (evaluation: object) => aStage({ name: 'vulnerabilities', evaluate: () => evaluation as never });
  const severityOf = async (evaluation: object) => {
    const judged = await judgeImage(arrangeStages([stage(evaluation)]), VIEW, NOW);
    return summarise([...judged.values()].map(({ result }) => result));
  };
  expect(await severityOf(answer)).toMatchObject({ scanStatus: 'succeeded', severity: 'none' });
  expect(await severityOf({ ...answer, ...change })).toMatchObject({ scanStatus: 'failed', severity: null });
});

test('what a stage is given and gives survives JSON, so that it can judge in a process of its own', async () => {
  const stages = await openStages(JSON.parse('{}'));
  const judged = [...(await judgeImage(stages, VIEW, NOW)).values()];
  expect(judged.length).toBeGreaterThan(1);
  expect(JSON.parse(JSON.stringify(judged))).toEqual(judged);
});

test('an analyzer that two stages share runs once; two analyzers of one name are refused', () => {
  const analyzer = { name: 'a', version: 1, wants: () => false, analyze: () => [] };
  const sharing = [aStage({ analyzers: [analyzer] }), aStage({ name: 'packages', analyzers: [analyzer] })];
  expect(arrangeStages(sharing).analyzers).toEqual([analyzer]);
  const clashing = [aStage({ analyzers: [analyzer] }), aStage({ name: 'packages', analyzers: [{ ...analyzer }] })];
  expect(() => arrangeStages(clashing)).toThrow('two analyzers are called a');
});
