import Type, { type Static, type TSchema } from 'typebox';

/** As the HSS contract names them: ListImageBuildCommandRisks, `risk_level`. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

const strict = { additionalProperties: false } as const;
const optional = Type.Optional;
/** Compared with one word, ignoring case; `*` stands for anything, all else for itself. */
const glob = Type.String({ maxLength: 128 });
const globs = Type.Array(glob, { minItems: 1, maxItems: 64 });
const text = Type.Object(
  { en: Type.String({ minLength: 8, maxLength: 1024 }), zh: Type.String({ minLength: 4, maxLength: 512 }) },
  strict,
);

/**
 * A command. All members that are given must hold; of a list, one entry is enough.
 * An option is `-k`, `--insecure`, or with its value `--strict-ssl=false`, which also means `--strict-ssl false`.
 */
export const CommandPattern = Type.Object(
  {
    /** Base name; absent for any program. */
    program: optional(globs),
    /** The first operand: `install` of `apt-get install`. */
    subcommand: optional(globs),
    options: optional(globs),
    /** Words that are no options. One that also matches `operandsExcept` does not count. */
    operands: optional(globs),
    operandsExcept: optional(globs),
    /** How many operands at most, the subcommand not counted. */
    operandsAtMost: optional(Type.Integer({ minimum: 0, maximum: 8 })),
    /** Any argument. */
    words: optional(globs),
    /** Target of a redirect, or of `>` and `<` alone. */
    redirects: optional(globs),
    /** An option that is one of these does not count for `options`. */
    optionsExcept: optional(globs),
    /** Not when one of these holds. */
    unlessOptions: optional(globs),
    unlessWords: optional(globs),
  },
  strict,
);
export type CommandPattern = Static<typeof CommandPattern>;
const commands = Type.Array(CommandPattern, { minItems: 1, maxItems: 32 });

const match = <Kind extends string, Fields extends Record<string, TSchema>>(kind: Kind, fields: Fields) =>
  Type.Object({ kind: Type.Literal(kind), ...fields }, strict);

/** The ways to find something; `match/` has one file for each. */
const oneWay = Type.Union([
  /** A RUN instruction runs such a command, and none of the others in it. */
  match('command', {
    run: commands,
    unlessAny: optional(commands),
    unlessLater: optional(commands),
    /** One of these has to run, too. */
    andAny: optional(commands),
    /** Instructions to look at; RUN, ONBUILD and SHELL when absent. */
    at: optional(globs),
  }),
  /** What one program writes is read as a program by another one of the same pipeline. */
  match('piped', {
    from: commands,
    into: Type.Literal('interpreter'),
    at: optional(globs),
    /** Also the other way: what an interpreter writes goes to one of `from`. */
    orBack: optional(Type.Boolean()),
  }),
  /** What a program writes is run: `sh -c "$(…)"`, `eval`, `source <(…)`. */
  match('evaluated', { from: commands }),
  /** A file that is downloaded is run in the same instruction, and nothing between checks it. */
  match('downloaded', { from: commands, checks: commands }),
  /** Lines that a command writes: its words, its here-document, the replacement of sed. */
  match('written', {
    lines: globs,
    unless: optional(globs),
    /** A file that has to be named in the same instruction. */
    near: optional(globs),
  }),
  /** ENV, ARG, `export`, or an assignment before a command. */
  match('variable', { names: globs, values: globs, unless: optional(globs) }),
  /** Modes of chmod, install, mkdir, and of `COPY --chmod`. */
  match('mode', { grants: Type.Union([Type.Literal('world-write'), Type.Literal('setuid')]) }),
  match('secret', {
    by: Type.Array(
      Type.Union([Type.Literal('name'), Type.Literal('command'), Type.Literal('url'), Type.Literal('shape')]),
    ),
    in: optional(globs),
  }),
  match('account', { sets: Type.Literal('password') }),
  /** The arguments of an instruction as written. */
  match('instruction', {
    instructions: globs,
    words: globs,
    except: optional(globs),
    unless: optional(globs),
  }),
  /** Words of PowerShell, in any order: one of each list. */
  match('powershell', { all: Type.Array(globs, { minItems: 1, maxItems: 4 }) }),
  match('user', { is: Type.Union([Type.Literal('root'), Type.Literal('unset')]) }),
  match('base', { is: Type.Literal('unpinned') }),
]);
/** One way, or several of which one is enough. */
export const Match = Type.Union([oneWay, match('any', { of: Type.Array(oneWay, { minItems: 2, maxItems: 8 }) })]);
export type Match = Static<typeof Match>;

/** An example is a Dockerfile instruction, or several lines of them; `USER` and the like shape the config too. */
const examples = Type.Array(Type.String({ minLength: 3, maxLength: 2048 }), { minItems: 1, maxItems: 32 });

/** One rule. It refuses to load when it has not this shape; a test fails when its examples do not hold. */
export const Rule = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', minLength: 3, maxLength: 64 }),
    severity: Type.Unsafe<Severity>({ type: 'string', enum: [...SEVERITIES] }),
    title: text,
    /** What can go wrong. */
    why: text,
    /** How to do it instead. */
    fix: text,
    match: Match,
    examples: Type.Object({ matches: examples, passes: examples }, strict),
  },
  strict,
);
export type Rule = Static<typeof Rule>;
