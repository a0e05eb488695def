/** A small seeded generator, so that a failing run can be repeated exactly. */

export type Random = () => number;

/** Numbers in [0, 1) from a 32-bit state (the mulberry scheme). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * A direction entry: a nonzero multiple of 1/64 in [-1, 1]. So few bits survive a store into a Float32Array, and a step
 * along the direction by a power of two is exact.
 */
export function directionEntry(random: Random): number {
  const entry = Math.round((random() * 2 - 1) * 64) / 64;
  return entry === 0 ? 1 : entry;
}

/** A seed made from text, so that each fixture and point has directions of its own. */
export function seedOf(text: string): number {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return hash >>> 0;
}
