/** Whether a program has exhausted the stack of this process. The engines' own words differ. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof Error && /call stack|too much recursion/i.test(error.message);
}
