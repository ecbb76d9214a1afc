import { AppError, type Problem } from '../../model/index.ts';
import { ancestorsOf } from '../tar/path.ts';
import type { Analyzer, AnalyzerFacts, Fact, LayerTree, Observation, Unread } from './analyzer.ts';
import { TREE_ANALYZER } from './layer-tree.ts';

/** A fact flood: databases and manifests of a hostile layer may name packages without end. */
const MAX_FACTS = 500_000;
/** Beyond these, problems of one analyzer are only counted. */
const MAX_PROBLEMS = 200;

const UNPRINTABLE = /[\p{Cc}\p{Cs}]/gu;

interface Reading {
  readonly analyzer: string;
  readonly facts: Fact[];
  readonly problems: Problem[];
}

/** What the analyzers said about each path of a layer, as long as the layer itself does not replace the path. */
export interface FactsByPath {
  /** Adds what an analyzer said; a function that was kept from before the path was replaced adds nothing. */
  open(path: string, analyzer: Analyzer): (observations: readonly Observation[]) => void;
  /** The same file under another name of the same layer. */
  link(path: string, target: string, analyzer: Analyzer): void;
  /** The layer writes this path (again): earlier facts of it, and below it when it is no directory, are void. */
  replace(path: string, isDirectory: boolean): void;
  problem(problem: Problem): void;
  facts(analyzers: readonly Analyzer[], tree: LayerTree): AnalyzerFacts[];
}

export function createFactsByPath(): FactsByPath {
  const byPath = new Map<string, Reading[]>();
  const parents = new Set<string>();
  const layerProblems: Problem[] = [];
  let count = 0;

  function open(path: string, analyzer: Analyzer): (observations: readonly Observation[]) => void {
    const reading: Reading = { analyzer: analyzer.name, facts: [], problems: [] };
    byPath.set(path, [...(byPath.get(path) ?? []), reading]);
    for (const parent of ancestorsOf(path)) parents.add(parent);
    return (observations) => {
      count += observations.length;
      if (count > MAX_FACTS) throw new AppError('limit_exceeded', `layer gives more than ${MAX_FACTS} facts`);
      for (const each of observations) note(reading, path, each, analyzer);
    };
  }

  function link(path: string, target: string, analyzer: Analyzer): void {
    const add = open(path, analyzer);
    for (const { facts, problems, ...reading } of [...(byPath.get(target) ?? [])]) {
      if (reading.analyzer !== analyzer.name) continue;
      add(facts.map((fact) => ({ ...fact, path })));
      add(problems.map(({ reason }) => ({ kind: 'unread', reason })));
    }
  }

  function replace(path: string, isDirectory: boolean): void {
    byPath.delete(path);
    if (!isDirectory && parents.has(path)) deleteBelow(byPath, path);
  }

  return {
    open,
    link,
    replace,
    problem: ({ path, reason }) => layerProblems.push({ path: printable(path), reason: printable(reason) }),
    facts: (analyzers, tree) => [...factsOf([...byPath.values()].flat(), analyzers), treeFacts(tree, layerProblems)],
  };
}

function deleteBelow(byPath: Map<string, unknown>, path: string): void {
  for (const each of byPath.keys()) if (each.startsWith(`${path}/`)) byPath.delete(each);
}

function note({ facts, problems }: Reading, path: string, observed: Observation, analyzer: Analyzer): void {
  const reason = isUnread(observed) ? observed.reason : refusal(observed, analyzer);
  if (reason !== null) problems.push({ path, reason: printable(reason) });
  else if (!isUnread(observed)) facts.push(observed);
}

function isUnread(observed: Observation): observed is Unread {
  return observed.kind === 'unread';
}

/** Facts about links come from the reader itself, so the analyzer has nothing to check. */
function refusal(fact: Fact, analyzer: Analyzer): string | null {
  return fact.kind === 'link' ? null : (analyzer.check?.(fact) ?? null);
}

/** Reasons quote what they could not read. PostgreSQL stores no NUL and no half of a character, which a cut leaves. */
function printable(text: string): string {
  return text.replace(UNPRINTABLE, '\ufffd');
}

function factsOf(readings: readonly Reading[], analyzers: readonly Analyzer[]): AnalyzerFacts[] {
  return analyzers.map(({ name, version, engine = '' }) => {
    const own = readings.filter((reading) => reading.analyzer === name);
    const problems = summarise(own.flatMap((reading) => reading.problems));
    return { analyzer: name, version, engine, facts: own.flatMap((reading) => reading.facts), problems };
  });
}

function treeFacts(tree: LayerTree, problems: Problem[]): AnalyzerFacts {
  const { name, version } = TREE_ANALYZER;
  return { analyzer: name, version, engine: '', facts: [tree], problems: summarise(problems) };
}

function summarise(problems: Problem[]): Problem[] {
  const more = problems.length - MAX_PROBLEMS;
  if (more <= 0) return problems;
  return [...problems.slice(0, MAX_PROBLEMS), { path: '', reason: `and ${more} more problems of this kind` }];
}
