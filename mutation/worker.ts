/** Runs checks against one mutant after the other, in a process of its own: a mutant may exhaust memory or never end. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import vm from 'node:vm';
import type { Check, Verdict } from './checks/check.js';
import { stages } from './stages.js';
import type { Mutant } from './mutants.js';
import type { Baseline, Job, Message, Outcome } from './protocol.js';

type Switch = {
  active: string | undefined;
  trusted: boolean;
  check: string | undefined;
  part: number;
  stage: number;
  affects: (check: string, part: number, stage?: number) => boolean;
  hits: number;
  limit: number;
  cover: (ids: readonly string[]) => void;
  coverValue: (ids: readonly string[], value: unknown) => void;
};

const [folder] = process.argv.slice(2) as [string];
const require = createRequire(import.meta.url);
const own = { random: Math.random, now: Date.now };
const ignore = (): void => undefined;
const mutation: Switch = {
  active: undefined,
  trusted: false,
  check: undefined,
  part: 0,
  stage: 0,
  affects: () => true,
  hits: 0,
  limit: Infinity,
  cover: ignore,
  coverValue: ignore,
};
Object.assign(globalThis, { mutation });

function load(script: vm.Script): ReadonlyMap<string, Check> {
  const module = { exports: {} as { checksOf(): readonly Check[] } };
  const wrapped = script.runInThisContext() as (...args: unknown[]) => void;
  wrapped(module, module.exports, require);
  return new Map(module.exports.checksOf().map((check) => [check.name, check]));
}

const scriptOf = (name: string): vm.Script =>
  new vm.Script(`(function (module, exports, require) {${readFileSync(`${folder}/${name}`, 'utf8')}\n})`, {
    filename: name,
  });

const caller = new vm.Script('mutationCall()');

/** Calls a function that may run for so many milliseconds before it returns. */
async function within<T>(milliseconds: number, call: () => T): Promise<Awaited<T>> {
  Object.assign(globalThis, { mutationCall: call });
  return (await caller.runInThisContext({ timeout: Math.ceil(milliseconds) })) as Awaited<T>;
}

/** Every check once, without a mutant: how long it takes and which mutants it reaches. */
async function measure(): Promise<Baseline> {
  const reached: Record<string, number[][]> = {};
  const durations: Record<string, number> = {};
  const hits: Record<string, number> = {};
  /** What a value must be for the mutant to make no difference. */
  const harmless = new Map<string, unknown>(
    (JSON.parse(readFileSync(`${folder}/mutants.json`, 'utf8')) as Mutant[]).flatMap(({ id, mutator, replacement }) =>
      mutator === 'ConditionalExpression' && /^(true|false)$/.test(replacement) ? [[id, replacement === 'true']] : [],
    ),
  );
  let found: Set<string>[] = [];
  const add = (id: string): void => {
    (found[mutation.part * stages.length + mutation.stage] ??= new Set()).add(id);
    hits[id] = (hits[id] ?? 0) + 1;
  };
  mutation.cover = (ids) => ids.forEach(add);
  mutation.coverValue = (ids, value) =>
    ids.forEach((id) => {
      if (!harmless.has(id) || harmless.get(id) !== value) add(id);
      else hits[id] = (hits[id] ?? 0) + 1;
    });
  const script = scriptOf('coverage.cjs');
  const present = load(script);
  const atLoad = [...(found[0] ?? [])].map(Number);
  for (const check of present.values()) {
    found = [];
    [mutation.part, mutation.stage] = [0, 0];
    const started = performance.now();
    await check.run();
    durations[check.name] = performance.now() - started;
    reached[check.name] = Array.from(found, (ids) => [...(ids ?? [])].map(Number));
  }
  [mutation.cover, mutation.coverValue] = [ignore, ignore];
  return { atLoad, reached, durations, hits };
}

const file = `${folder}/baseline.json`;
const measured = !existsSync(file);
if (measured) writeFileSync(file, JSON.stringify(await measure()));
const baseline = JSON.parse(readFileSync(file, 'utf8')) as Baseline;
const script = scriptOf('mutants.cjs');
let checks = load(script);
mutation.trusted = true;
// Whoever has measured knows all outputs already.
if (!measured) for (const check of checks.values()) await check.run();
const atLoad = new Set(baseline.atLoad);
const reachedBy = new Map<number, Map<string, Set<number>>>();
for (const [name, parts] of Object.entries(baseline.reached))
  parts.forEach((ids, part) => {
    for (const id of ids) {
      const checks = reachedBy.get(id) ?? reachedBy.set(id, new Map()).get(id)!;
      (checks.get(name) ?? checks.set(name, new Set()).get(name)!).add(part);
    }
  });
/** Checks that found a mutant of the same file lately are tried first. */
const successes = new Map<string, Map<string, number>>();

const cost = (name: string): number => baseline.durations[name] ?? 1;

/** A time limit costs a thread, so it is set for some checks together. */
const together = 12;

type Failure = { readonly name: string; readonly ran: number; readonly endless: boolean };

async function firstFailure(
  present: ReadonlyMap<string, Check>,
  names: readonly string[],
  differs: string[],
): Promise<Failure | undefined> {
  let ran = 0;
  let running = '';
  const some = (): Promise<Verdict> | undefined => {
    while (ran < names.length) {
      running = names[ran++]!;
      const check = present.get(running);
      if (check === undefined) throw new Error('the test is gone');
      const verdict = check.run();
      if (verdict instanceof Promise) return verdict;
      if (verdict === 'other output') differs.push(running);
    }
    return undefined;
  };
  const limit = 6000 + names.reduce((sum, name) => sum + 10 * cost(name), 0);
  try {
    while (ran < names.length) await within(limit, some);
    return undefined;
  } catch (error) {
    const endless =
      error instanceof Error &&
      (('code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') || /reached too often/.test(error.message));
    return { name: running, ran, endless };
  }
}

async function judge({ id, file }: Job): Promise<Outcome> {
  const isStatic = atLoad.has(Number(id));
  const names = isStatic ? [...checks.keys()] : [...(reachedBy.get(Number(id))?.keys() ?? [])];
  if (names.length === 0) {
    const status = baseline.hits[id] === undefined ? 'not reached' : 'survived';
    return { id, status, by: undefined, differs: [], ran: 0 };
  }
  const found = successes.get(file) ?? successes.set(file, new Map()).get(file)!;
  const rank = (name: string): number =>
    cost(name) / ((checks.get(name)?.exact === true ? 20 : 1) * (1 + 20 * (found.get(name) ?? 0)));
  const order = [...names].sort((x, y) => rank(x) - rank(y));
  const differs: string[] = [];
  let ran = 0;
  const killed = (by: string, status: Outcome['status']): Outcome => {
    found.set(by, (found.get(by) ?? 0) + 1);
    return { id, status, by, differs: [], ran };
  };
  mutation.active = id;
  const places = reachedBy.get(Number(id));
  mutation.affects = (check, part, stage) => {
    if (isStatic) return true;
    const of = places?.get(check);
    if (of === undefined) return false;
    return stage === undefined
      ? stages.some((_, k) => of.has(part * stages.length + k))
      : of.has(part * stages.length + stage);
  };
  mutation.hits = 0;
  mutation.limit = isStatic ? Infinity : 100 * (baseline.hits[id] ?? 0) + 100_000;
  try {
    let present = checks;
    if (isStatic) {
      try {
        present = load(script);
      } catch (error) {
        return { id, status: 'killed', by: `loading: ${String(error)}`, differs: [], ran };
      }
    }
    for (let from = 0; from < order.length; from += together) {
      const failed = await firstFailure(present, order.slice(from, from + together), differs);
      ran += failed?.ran ?? Math.min(together, order.length - from);
      if (failed) return killed(failed.name, failed.endless ? 'timed out' : 'killed');
    }
    return { id, status: 'survived', by: undefined, differs, ran };
  } finally {
    mutation.active = undefined;
    // What was cut off cannot clean up.
    [Math.random, Date.now] = [own.random, own.now];
    mutation.check = undefined;
  }
}

process.on('message', (job: Job) => {
  void judge(job).then((outcome) => {
    if (outcome.status === 'timed out') checks = load(script);
    process.send!(outcome);
  });
});
process.send!({ ready: true } satisfies Message);
