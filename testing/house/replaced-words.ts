/**
 * Names and phrases that were replaced by the words of docs/glossary.md or by plainer ones, and must not come back.
 * The right side says what to write instead.
 */
export const REPLACED_WORDS: readonly (readonly [old: RegExp, instead: string])[] = [
  [/\bLoginDesk|openLoginDesk\b/, 'PasswordLogin'],
  [/\bbeliev(?:e|ed|able|es|ing)\w*|BELIEVED_MS|believableTime/i, 'cached, plausible'],
  [/\bBell\b|\bcreateBell\b|\brings\(\)/, 'WakeSignal'],
  [/\bOutage\b|\bopenOutage\b/, 'ThrottledWarning'],
  [/took this worker for dead|jobs are dropped/, 'worker lease lost; aborting its jobs'],
  [/\bTolerance\b|\bforgive\w*/i, 'FailureBudget.record'],
  [/\bquestionAbout\b|\bDigestReading\b/, 'planManifestFetch, ResolvedManifest'],
  [/\bDoomedImage\b|\brefuseDeadly\b|for want of memory/, 'ImageToDelete, refuseCrashLoop, probably out of memory'],
  [
    /\bholdAdvisories\b|\bholdLayer\b|\borBreakOff\b|\bbreakOffTask\b/,
    'lockAdvisoriesShared, withLayerLock, abortTaskOnLastAttempt',
  ],
  [/\bkeepMasterKey\b|\bkeepPrincipal\b/, 'loadOrCreateMasterKey, getOrCreatePrincipal'],
  [/to the question for its API/, 'GET /v2/ returned 500'],
  [/\bletIn\b|\bdenial\b/, 'authenticate, forbidden'],
  [/that is none\b/, 'is malformed'],
  [/\bcreateBreath\b|\bboundStop\b|\btakeStock\b/, 'yieldToEventLoop, gracefulShutdown, listAndFingerprint'],
  [/\b(?:this|a|its|each|other|one|of the) rooms?\b|\brooms? of\b/i, 'module'],
  [/\b(?:front|back) doors?\b|\bthe doors?\b/i, 'public index, entry point'],
  [/\b(?:lower|higher|same|upper) floors?\b|\btable of floors\b/i, 'tier'],
];

/** The files that hold these words as data. */
export const WORD_LISTS = ['testing/house/replaced-words.ts', 'src/words.test.ts'];

/** Texts that speak of an older release by its own names: decisions that were replaced, and calls into its code. */
export const OLDER_NAMES = [
  'docs/adr/0001-one-package-rooms-and-floors.md',
  'docs/adr/0015-modules-and-tiers.md',
  'testing/upgrade/make/orders.mjs',
];

/** Lines of a text that use a replaced word, as `file:line: word → what to write instead`. */
export function findReplacedWords(file: string, text: string): string[] {
  return text.split('\n').flatMap((line, index) =>
    REPLACED_WORDS.flatMap(([old, instead]) => {
      const found = old.exec(line)?.[0];
      return found === undefined ? [] : [`${file}:${index + 1}: ${found} → ${instead}`];
    }),
  );
}
