import Piece, { squared } from './curve.js';

// @differentiable
export function area(x: number, y: number, depth: number): number {
  const piece = new Piece(x, y);
  const constant = new Piece(0.5, 1.5).halved(depth);
  return piece.halved(depth) * constant + piece.length() + squared(y).length();
}

export const points: Parameters<typeof area>[] = [
  [0.3, 1.4, 0],
  [0.3, 1.4, 3],
];
export const discrete = [2];
