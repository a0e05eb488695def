// @differentiable
export function shout(text: string): string {
  return text.toUpperCase();
}

export const codes = [3005];
