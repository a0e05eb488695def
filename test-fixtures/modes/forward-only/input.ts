// @differentiable mode=forward
export function curve(t: number, radius: number): [number, number, number] {
  return [radius * Math.cos(t), radius * Math.sin(t), t * t];
}

export const cases = ['AC9'];

export const points: Parameters<typeof curve>[] = [[0.7, 2]];
