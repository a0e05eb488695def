import { describe, expect, it } from 'vitest';
import { cheapestStore, type Source } from './cheapest-store.js';

/** Of one body: what is left out is at hand; `costly` is not to be computed again. */
type Body = Readonly<Record<string, { from?: readonly string[]; price?: number; costly?: boolean; work?: number }>>;

function storeOf(body: Body, needed: readonly string[]): readonly string[] {
  const names = [...new Set([...Object.keys(body), ...Object.values(body).flatMap(({ from }) => from ?? [])])];
  const sourceOf = (value: number): Source | undefined => {
    const entry = body[names[value]!];
    if (entry === undefined) return undefined;
    const { from, price = 8, costly = false, work = 1 } = entry;
    return { from: costly ? undefined : from?.map((name) => names.indexOf(name)), price, work };
  };
  const { stored } = cheapestStore(
    needed.map((name) => names.indexOf(name)),
    sourceOf,
  );
  return names.filter((_, i) => stored.has(i));
}

describe('the cheapest store', () => {
  const recurrence = (costly: boolean): Body => ({ h: {}, a: { from: ['w', 'h', 'b'] }, t: { from: ['a'], costly } });
  it('of a recurrence is what a turn begins with', () => {
    expect(storeOf(recurrence(false), ['w', 'h', 't'])).toEqual(['h']);
  });
  it('holds what is costly, even if it could be computed again', () => {
    expect(storeOf(recurrence(true), ['w', 'h', 't'])).toEqual(['h', 't']);
  });

  const chain = (costly: boolean): Body => ({
    p: {},
    q: {},
    u: { from: ['p', 'q'] },
    v: { from: ['u'], costly },
    e: { from: ['v'], costly },
  });
  it('is where a body is narrowest', () => {
    expect(storeOf(chain(false), ['u', 'v', 'e'])).toEqual(['u']);
    expect(storeOf(chain(true), ['u', 'v', 'e'])).toEqual(['u', 'v', 'e']);
  });

  it('is what several needed values hang on', () => {
    const body = {
      p: {},
      q: {},
      u: { from: ['p', 'q'] },
      square: { from: ['u'] },
      v: { from: ['square', 'p'] },
      w: { from: ['v', 'q'] },
    };
    expect(storeOf(body, ['p', 'q', 'u', 'v', 'w'])).toEqual(['p', 'q']);
    expect(storeOf(body, ['u', 'v', 'w'])).toEqual(['p', 'q']);
  });
  it('spares work where that costs no more', () => {
    expect(storeOf({ p: {}, u: { from: ['p'] }, v: { from: ['u'] } }, ['v'])).toEqual(['v']);
    expect(storeOf({ p: {}, q: {}, u: { from: ['p', 'q'] }, v: { from: ['p', 'q'] } }, ['u', 'v'])).toEqual(['u', 'v']);
  });
  it('takes what is run less often', () => {
    expect(storeOf({ x: { price: 8 }, y: { from: ['x'], price: 800, work: 100 } }, ['y'])).toEqual(['x']);
    expect(storeOf({ x: { price: 800 }, y: { from: ['x'], price: 8, work: 1 } }, ['y'])).toEqual(['y']);
  });
  it('stores what would take more work than it saves', () => {
    const sum = (length: number): Body => ({
      p: {},
      ...Object.fromEntries(
        Array.from({ length }, (_, i) => [`s${i}`, { from: [i === 0 ? 'p' : `s${i - 1}`] }] as const),
      ),
    });
    expect(storeOf(sum(7), ['p', 's6'])).toEqual(['p']);
    expect(storeOf(sum(9), ['p', 's8'])).toEqual(['p', 's8']);
  });
  it('costs what no store can give', () => {
    const source: Source = { from: undefined, price: Infinity, work: 0 };
    expect(cheapestStore([0], () => source).cost).toBe(Infinity);
  });
});
